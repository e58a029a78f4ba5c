/** The table of formats: how each is told by its content and by its name, and how it is read. */
import { npyMagic, readNpy } from './binary/npy';
import { readNpz, zipMagic } from './binary/npz';
import { looksLikeSafetensors, readSafetensors } from './binary/safetensors';
import type { DumpReading } from './dump';
import type { DumpFile } from './dumpFile';
import { looksDelimited, readDelimited } from './text/delimited';
import { looksPrinted } from './text/findPrintedArrays';
import { readNestedJson } from './text/nestedJson';
import { markOfOldTorch } from './text/oldTorch';
import { readPrintedText } from './text/printedText';

export type DumpFormatName = 'npy' | 'npz' | 'safetensors' | 'json' | 'printed' | 'delimited';

export interface DumpFormat {
  /** For people: in English, translated where it is shown. */
  readonly title: string;
  /** How names of such files end. */
  readonly endings: readonly string[];
  /** Whether the content is this format's, broken or not. */
  recognises(file: DumpFile): boolean;
  read(file: DumpFile): DumpReading;
}

/** In the order in which they are tried: what is told by its first bytes comes before what is told by its words. */
export const dumpFormats: { readonly [F in DumpFormatName]: DumpFormat } = {
  npy: {
    title: 'a NumPy array',
    endings: ['.npy'],
    recognises: (file) => file.startsWith(...npyMagic),
    read: (file) => readNpy(file.stem, file.bytes),
  },
  npz: {
    title: 'NumPy arrays in an archive',
    endings: ['.npz'],
    recognises: (file) => file.startsWith(...zipMagic),
    read: (file) => readNpz(file.bytes),
  },
  safetensors: {
    title: 'safetensors',
    endings: ['.safetensors'],
    recognises: (file) => looksLikeSafetensors(file.bytes),
    read: (file) => readSafetensors(file.bytes),
  },
  json: {
    title: 'JSON',
    endings: ['.json', '.jsonc'],
    recognises: (file) => /^\s*\{\s*["}/]/.test(file.text),
    read: readNestedJson,
  },
  printed: {
    title: 'printed arrays',
    endings: ['.txt', '.log', '.out'],
    recognises: (file) => looksPrinted(file.text) || markOfOldTorch(file.text) !== undefined,
    read: (file) => readPrintedText(file.text),
  },
  delimited: {
    title: 'a table of numbers',
    endings: ['.csv', '.tsv', '.dat'],
    recognises: (file) => looksDelimited(file.text),
    read: (file) => readDelimited(file.stem, file.text),
  },
};
