/** The one entry for a user's numbers: tells formats apart, by content first and by name second. */
import * as l10n from '@vscode/l10n';
import { elementsOf, isList, isObject } from '../../model/json';
import { isModel } from '../comparison/readOutput';
import { withOwnNames } from './arrayNames';
import { type DumpIssue, type DumpReading, unread } from './dump';
import { DumpFile, longestText } from './dumpFile';
import { type DumpFormatName, dumpFormats } from './formats';
import { claimedQuantities } from './matching/layerShapes';

export type Dump =
  /** The output of this program's own `run --json`, which names layers and quantities itself; or a model, which may hold it. */
  | { readonly format: 'run'; readonly text: string }
  /** Arrays whose layers and quantities are to be found by their names and shapes. Every name stands once. */
  | ({ readonly format: DumpFormatName } & DumpReading)
  | ({ readonly format: undefined } & DumpReading);

/**
 * Reads a file, or pasted text as UTF-8.
 * @param dump its name with or without folders; of pasted text any.
 */
export function readDump({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): Dump {
  const file = new DumpFile(name, bytes);
  const format = formatOf(file);
  if (format === undefined) return { format, ...unread(unknownFormat(file)) };
  if (format === 'json' && isRun(file)) return { format: 'run', text: file.text };
  const { arrays, issues } = dumpFormats[format].read(file);
  return { format, arrays: withOwnNames(arrays, file.stem), issues };
}

function formatOf(file: DumpFile): DumpFormatName | undefined {
  const names = Object.keys(dumpFormats) as DumpFormatName[];
  return (
    names.find((name) => dumpFormats[name].recognises(file)) ??
    names.find((name) => dumpFormats[name].endings.includes(file.ending))
  );
}

function isRun(file: DumpFile): boolean {
  const { value } = file.json;
  if (isModel(value)) return true;
  return (
    isObject(value) &&
    isList(value['layers']) &&
    elementsOf(value['layers']).some(
      (layer) => isObject(layer) && claimedQuantities.some((key) => key in layer),
    )
  );
}

function unknownFormat(file: DumpFile): DumpIssue {
  const { bytes } = file;
  const expected = Object.values(dumpFormats)
    .map(({ title }) => l10n.t(title))
    .join(', ');
  if (bytes.length === 0) {
    return {
      code: 'no_numbers',
      message: l10n.t('There is nothing in it'),
      expected,
      found: l10n.t('nothing'),
    };
  }
  if (bytes.length > longestText) {
    return {
      code: 'too_large',
      message: l10n.t('This is in no binary format that is read, and too long to be text'),
      expected,
      found: l10n.t('{0} bytes', bytes.length),
    };
  }
  const known = otherFormats.find(({ magic }) => file.startsWith(...magic));
  return known === undefined
    ? {
        code: 'unknown_format',
        message: l10n.t('No numbers are found in this, in any format that is read'),
        expected,
        found:
          file.text === '' ? l10n.t('bytes that are no text') : JSON.stringify(file.text.trim().slice(0, 40)),
      }
    : { code: 'unsupported', message: known.message(), expected, found: known.found() };
}

/** What people have that is not read, and what to do instead. */
const otherFormats = [
  {
    magic: [0x80],
    found: () => l10n.t('a pickle'),
    message: () =>
      l10n.t(
        'A pickle is read by running it: save the arrays by np.savez, or by safetensors.torch.save_file',
      ),
  },
  {
    magic: [0x89, 0x48, 0x44, 0x46],
    found: () => 'HDF5',
    message: () => l10n.t('HDF5 files, as Keras writes them, are not read: save the arrays by np.savez'),
  },
];
