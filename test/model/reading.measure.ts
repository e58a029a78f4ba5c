/**
 * How long reading a large model takes and how much memory, beside JSON.parse of the same text, each in a process of
 * its own, without warming up. Only on Linux, which tells a process's peak. Run: `tsx test/model/reading.measure.ts [size in MB …] [path of another Node …]`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Each reading is measured so many times; the least counts, which other processes disturbed least. */
const repeats = 5;

interface Form {
  readonly name: string;
  readonly digits: (value: number) => string;
  /** Between two numbers of a row. */
  readonly separator: string;
}

const full = (value: number): string => String(value);
const rounded = (value: number): string => value.toPrecision(5);
const forms: readonly Form[] = [
  { name: '17 digits, minified', digits: full, separator: ',' },
  { name: '17 digits, a line each', digits: full, separator: ',\n          ' },
  { name: '5 digits, minified', digits: rounded, separator: ',' },
  { name: '5 digits, a line each', digits: rounded, separator: ',\n          ' },
];

/** A model with one layer of 512 units, of about `size` characters. */
function modelText(size: number, { digits, separator }: Form): string {
  let state = 1;
  const number = (): string => {
    state = (state * 16_807) % 2_147_483_647;
    return digits((state / 2_147_483_647 - 0.5) / 8);
  };
  const rows: string[] = [];
  for (let length = 0; length < size;) {
    const row = `[${Array.from({ length: 512 }, number).join(separator)}]`;
    rows.push(row);
    length += row.length + 1;
  }
  return `{"layers":[{"type":"dense","units":512,"activation":"softmax","weights":[${rows.join(',')}]}],"loss":"sparse_categorical_crossentropy","batch":{"inputs":[[${rows.map(() => '0').join(',')}]],"targets":[3]}}`;
}

const child = `
import { readFileSync, writeFileSync } from 'node:fs';
import { readModel } from './src/model/readModel';
const [, , what, file] = process.argv;
const text = readFileSync(file, 'utf8');
const status = (key) => Number(new RegExp(key + ':\\\\s+(\\\\d+)').exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
// Pages of Node's own file come in when its compilers first run, and are no memory of what is read.
const high = () => status('VmHWM') - status('RssFile');
gc();
const held = () => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
const heldBefore = held();
// From here on the high-water mark is counted anew.
writeFileSync('/proc/self/clear_refs', '5');
const before = high();
const start = performance.now();
const result = what === 'parse' ? JSON.parse(text) : readModel(text, 'measured');
const time = performance.now() - start;
const peak = high() - before;
gc();
const kept = (held() - heldBefore) / 2 ** 20;
if (result === undefined || (result.issues?.length ?? 0) > 0) throw new Error('not read');
console.log(JSON.stringify({ time, peak, kept }));
`;

interface Figures {
  readonly time: number;
  /** MiB by which the process grew at most while it read, without pages of Node's own file. */
  readonly peak: number;
  /** MiB on the heap and in array buffers that the result holds. */
  readonly kept: number;
}

function measure(node: string, script: string, what: 'parse' | 'read', file: string): Figures {
  const runs = Array.from(
    { length: repeats },
    () =>
      JSON.parse(
        execFileSync(node, ['--expose-gc', '--max-old-space-size=8192', script, what, file], {
          encoding: 'utf8',
        }),
      ) as Figures,
  );
  const least = (key: keyof Figures): number => Math.min(...runs.map((run) => run[key]));
  return { time: least('time'), peak: least('peak'), kept: least('kept') };
}

const sizes = process.argv.slice(2).filter((argument) => /^\d+$/.test(argument));
const nodes = process.argv.slice(2).filter((argument) => !/^\d+$/.test(argument));
const folder = mkdtempSync(path.join(tmpdir(), 'reading-'));
try {
  const script = path.join(folder, 'child.cjs');
  buildSync({
    stdin: { contents: child, resolveDir: root, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    outfile: script,
  });
  for (const node of [process.execPath, ...nodes]) {
    console.log(execFileSync(node, ['--version'], { encoding: 'utf8' }).trim());
    for (const size of sizes.length === 0 ? ['10', '100'] : sizes) {
      const texts: [string, string][] = forms.map((form) => [form.name, modelText(Number(size) * 1e6, form)]);
      const space = ' '.repeat(Number(size) * 0.5e6);
      texts.push(['white space', modelText(1000, forms[0]!).replace('"layers"', `${space}"layers"`)]);
      for (const [name, text] of texts) {
        const file = path.join(folder, 'model.json');
        writeFileSync(file, text);
        const parse = measure(node, script, 'parse', file);
        const read = measure(node, script, 'read', file);
        const row = (key: keyof Figures, unit: string): string =>
          `${key} ${read[key].toFixed(0)} ${unit} (JSON.parse ${parse[key].toFixed(0)}: × ${(read[key] / parse[key]).toFixed(2)})`;
        console.log(
          `${(text.length / 1e6).toFixed(0)} MB, ${name}: ${row('time', 'ms')}, ${row('peak', 'MiB')}, ${row('kept', 'MiB')}`,
        );
      }
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
