/** NumPy's `.npz`: a zip archive with one `.npy` file an array. */
import * as l10n from '@vscode/l10n';
import { unzipSync, type UnzipFileInfo } from 'fflate';
import { type DumpIssue, type DumpReading, unread } from '../dump';
import { readNpy } from './npy';

/** "PK\x03\x04" */
export const zipMagic = [0x50, 0x4b, 0x03, 0x04] as const;

/** More entries are no dump of a network. */
const mostEntries = 4096;

/** No byte of deflate unpacks to more bytes. */
const strongestCompression = 1032;

/** So many bytes may be unpacked beyond the archive's own length: 32 million numbers in float64. */
const mostUnpacked = 2 ** 28;

/** Ends the unpacking from inside its filter, which has no other way to leave. */
class TooManyEntries extends Error {}

/** Reads all arrays of an archive; what is not an array is passed over. */
export function readNpz(bytes: Uint8Array): DumpReading {
  const issues: DumpIssue[] = [];
  const names: string[] = [];
  let entries = 0;
  let unpacked = 0;
  const wants = (entry: UnzipFileInfo): boolean => {
    if (++entries > mostEntries) throw new TooManyEntries();
    names.push(entry.name);
    if (!entry.name.endsWith('.npy')) return false;
    const issue = claimsTooMuch(entry, bytes.length, unpacked);
    if (issue !== undefined) {
      issues.push(issue);
      return false;
    }
    unpacked += Math.max(entry.originalSize, entry.size);
    return true;
  };
  let files: Readonly<Record<string, Uint8Array>>;
  try {
    files = unzipSync(bytes, { filter: wants });
  } catch (error) {
    return unread(
      ...issues,
      error instanceof TooManyEntries
        ? {
            code: 'too_large',
            message: l10n.t('The archive has too many entries for a dump of a network'),
            expected: l10n.t('at most {0} entries', mostEntries),
            found: l10n.t('more'),
          }
        : {
            code: 'damaged',
            message: l10n.t('The archive can not be unpacked'),
            expected: l10n.t('a whole .npz file'),
            found: error instanceof Error ? error.message : l10n.t('a broken one'),
          },
    );
  }
  const readings = Object.entries(files).map(([name, content]) =>
    readNpy(name.slice(0, -'.npy'.length), content),
  );
  if (readings.length === 0 && issues.length === 0) issues.push(noArrays(names));
  return {
    arrays: readings.flatMap(({ arrays }) => arrays),
    issues: [...issues, ...readings.flatMap((reading) => reading.issues)],
  };
}

/** An entry says how long it is before it is unpacked: that must be possible, and bearable. */
function claimsTooMuch(
  { name, size, originalSize }: UnzipFileInfo,
  archive: number,
  unpacked: number,
): DumpIssue | undefined {
  if (size > archive || originalSize > size * strongestCompression) {
    return {
      code: 'damaged',
      message: l10n.t('{0} can not be as long as the archive says', name),
      expected: l10n.t('at most {0} bytes', Math.min(size, archive) * strongestCompression),
      found: l10n.t('{0} bytes', Math.max(size, originalSize)),
    };
  }
  if (unpacked + Math.max(size, originalSize) <= mostUnpacked + archive) return undefined;
  return {
    code: 'too_large',
    message: l10n.t('{0} is not read: the archive unpacks to too much', name),
    expected: l10n.t('at most {0} bytes beyond its own length', mostUnpacked),
    found: l10n.t('{0} bytes', unpacked + originalSize),
  };
}

function noArrays(names: readonly string[]): DumpIssue {
  return names.some((name) => name.endsWith('data.pkl'))
    ? {
        code: 'unsupported',
        message: l10n.t(
          'This is a file of torch.save, which is read by running it: save by np.savez, or by safetensors.torch.save_file',
        ),
        expected: l10n.t('.npz or .safetensors'),
        found: l10n.t('a pickle in an archive'),
      }
    : {
        code: 'no_numbers',
        message: l10n.t('The archive has no arrays in it'),
        expected: l10n.t('.npy files, as np.savez writes them'),
        found: names.length === 0 ? l10n.t('no entries') : l10n.t('{0} other entries', names.length),
      };
}
