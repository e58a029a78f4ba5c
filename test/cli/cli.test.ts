/** The command line as a process: what it prints where, and how it ends. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limitingScript, squareModel, VAST } from '../denseModel';
import { goldenPath } from '../inspector/inspectorOf';
import { type BuiltCli, buildCli } from './builtCli';

let built: BuiltCli;
let folder = '';

beforeAll(async () => {
  built = await buildCli();
  ({ folder } = built);
}, 60_000);

afterAll(() => built.remove());

const cli: BuiltCli['run'] = (args, options) => built.run(args, options);

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** A one-layer model whose report is long. */
function large(inputs: number, units: number): string {
  const row = (n: number, seed: number): number[] =>
    Array.from({ length: n }, (_, i) => Math.sin(seed + i * 1.7));
  return JSON.stringify({
    layers: [
      { type: 'dense', name: 'wide', weights: Array.from({ length: inputs }, (_, i) => row(units, i)) },
    ],
    batch: { inputs: [row(inputs, 1)], targets: [row(units, 2)] },
  });
}

const ISSUE = /^(?<file>[^:]+):(?<line>\d+):(?<column>\d+): (?<code>[a-z_]+): .+ \(expected .+, found .+\)$/;

describe('a good model', () => {
  const notes = goldenPath('notes-2-3-1');

  it('is reported as JSON', async () => {
    const { code, out, err } = await cli(['run', notes, '--json']);
    expect([code, err]).toStrictEqual([0, '']);
    const expected = JSON.parse(await readFile(goldenPath('notes-2-3-1.expected'), 'utf8')) as {
      loss: number;
    };
    expect((JSON.parse(out) as { loss: number }).loss).toBeCloseTo(expected.loss, 14);
    expect(out.match(/\n/g)).toHaveLength(1);
  });

  it('is reported as a table', async () => {
    const { code, out, err } = await cli(['run', notes]);
    expect([code, err]).toStrictEqual([0, '']);
    expect(out).toContain('notes-2-3-1: 2 → 3 → 1, float64, one sample\n');
  });

  it('is reported as a table in another convention', async () => {
    const { code, out, err } = await cli(['run', goldenPath('xor-2-2-1'), '--convention', 'deeplearning.ai']);
    expect([code, err]).toStrictEqual([0, '']);
    expect(out).toMatch(/\n {2}dZ\[2\]( +\S+){4}\n {2}dW\[2\]( +\S+){2}\n/);
  });

  it('from standard input is the same', async () => {
    const text = await readFile(notes, 'utf8');
    const piped = await cli(['run', '-', '--json'], { input: text });
    expect(piped).toStrictEqual(await cli(['run', notes, '--json']));
  });

  it('may begin with a byte order mark', async () => {
    const text = await readFile(notes, 'utf8');
    const path = await file('bom.json', `\uFEFF${text}`);
    expect(await cli(['run', path, '--json'])).toStrictEqual(await cli(['run', notes, '--json']));
  });

  it('of one sample counts from 1', async () => {
    const { out } = await cli(['run', goldenPath('xor-2-2-1'), '--json', '--sample', '4']);
    const all = await cli(['run', goldenPath('xor-2-2-1'), '--json']);
    const report = JSON.parse(out) as { loss: number };
    expect(report.loss).toBe((JSON.parse(all.out) as { sampleLosses: number[] }).sampleLosses[3]);
  });

  it('is computed in fast arithmetic, on so many threads, where that is wanted', async () => {
    const { code, out, err } = await cli([
      ...['run', notes, '--json', '--arithmetic', 'fast', '--threads', '2'],
    ]);
    expect([code, err]).toStrictEqual([0, '']);
    const { loss } = JSON.parse(out) as { loss: number };
    const strict = await cli(['run', notes, '--json', '--arithmetic', 'strict']);
    expect(loss).toBeCloseTo((JSON.parse(strict.out) as { loss: number }).loss, 14);
    expect(strict).toStrictEqual(await cli(['run', notes, '--json']));
  });

  it('with a warning is reported, and the warning beside it', async () => {
    const model = JSON.parse(await readFile(notes, 'utf8')) as object;
    const path = await file('warned.json', JSON.stringify({ ...model, colour: 1 }));
    const { code, out, err } = await cli(['run', path, '--json']);
    expect(code).toBe(0);
    expect(ISSUE.exec(err.trimEnd())?.groups).toMatchObject({ file: path, code: 'unknown_key' });
    expect(out).toBe((await cli(['run', notes, '--json'])).out);
  });
});

describe('bad input', () => {
  async function expectRefused(args: readonly string[], input = ''): Promise<string[]> {
    const { code, out, err } = await cli(args, { input });
    expect(code, err).toBe(2);
    expect(out).toBe('');
    expect(err).not.toMatch(/^\s+at /m);
    expect(err.endsWith('\n')).toBe(true);
    return err.trimEnd().split('\n');
  }

  it('is told a line an issue, with its place', async () => {
    const path = await file(
      'bad.backprop.json',
      '{\n  "layers": [\n    { "type": "dense", "weights": [[1, 2], [3]], "activation": "sigmod" }\n  ],\n  "batch": { "inputs": [[1, "x"]], "targets": [[1]] }\n}\n',
    );
    const lines = await expectRefused(['run', path, '--json']);
    const places = lines.map((line) => ISSUE.exec(line)?.groups);
    expect(places).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ file: path, line: '3', code: 'ragged_array' }),
        expect.objectContaining({ file: path, line: '3', column: '64', code: 'unknown_activation' }),
        expect.objectContaining({ file: path, line: '5', code: 'not_a_number' }),
      ]),
    );
    expect(places).not.toContain(undefined);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', 'hello'],
    ['half of it', '{"layers": ['],
    ['no model', '{"a": 1}'],
    ['a list', '[]'],
    ['bytes', '\u0000\u0001\u0002'],
    ['very deep', '['.repeat(100_000)],
    [
      'a line break in a name',
      '{"layers":[{"type":"dense","activation":"a\\nb\\u001b[31m","weights":[[1]]}],"batch":{"inputs":[[1]],"targets":[[1]]}}',
    ],
  ])('%s', async (_what, text) => {
    const lines = await expectRefused(['run', '-'], text);
    for (const line of lines) expect(ISSUE.exec(line)?.groups).toMatchObject({ file: '<stdin>' });
    // eslint-disable-next-line no-control-regex -- what must not be there
    expect(lines.join('')).not.toMatch(/[\u0000-\u001f]/);
  });

  it('a file that is not there, or none', async () => {
    const [missing] = await expectRefused(['run', join(folder, 'missing.json')]);
    expect(ISSUE.exec(missing!)?.groups).toMatchObject({ line: '1', column: '1', code: 'unreadable' });
    expect(missing).toContain('ENOENT');
    expect((await expectRefused(['run', folder]))[0]).toContain('EISDIR');
  });

  it('a sample that is not there', async () => {
    expect(await expectRefused(['run', goldenPath('xor-2-2-1'), '--sample', '5'])).toStrictEqual([
      `${goldenPath('xor-2-2-1')}: there is no sample 5 (expected --sample from 1 to 4, found 5)`,
    ]);
  });

  it.each([['0'], ['-1'], ['1.5'], ['two'], [''], ['Infinity']])('a sample number %j', async (sample) => {
    const lines = await expectRefused(['run', goldenPath('xor-2-2-1'), `--sample=${sample}`]);
    expect(lines[0]).toContain('whole number from 1');
  });

  it('a run of more memory than it may take is told in one line, with the way to run it', async () => {
    const path = await file('vast.backprop.json', squareModel(VAST));
    const lines = await expectRefused(['run', path]);
    expect(lines).toHaveLength(1);
    expect(ISSUE.exec(lines[0]!)?.groups).toMatchObject({
      ...{ file: path, line: '1', column: '1', code: 'memory' },
    });
    expect(lines[0]).toMatch(
      /more memory than this machine has, \d+ [GT]B \(expected at most [\d.]+ [GT]B, a quarter of this machine's memory, found 641 GB; run again with --memory 641GB\)$/,
    );
    const [less] = await expectRefused(['run', path, '--memory', '500GB']);
    expect(less).toContain('(expected at most 500 GB, as --memory says, found 641 GB;');
  });

  it('a run whose memory the machine does not give', async () => {
    const text = `${limitingScript(1e6)}\nrequire('./cli.js');\n`;
    const script = 'limited.js';
    await file(script, text);
    const path = await file('wide.backprop.json', squareModel(1001));
    const { code, out, err } = await cli(['run', path, '--memory', '100TB'], { script });
    expect([code, out]).toStrictEqual([2, '']);
    expect(err).toBe(
      `${path}:1:1: memory: The run needs more memory than this machine can give (expected fewer samples or units, found a need of 65 MB)\n`,
    );
    const small = await file('small.backprop.json', squareModel(10));
    expect((await cli(['run', small], { script })).code).toBe(0);
  });

  it.each([['8'], ['GB'], ['-8GB'], ['much'], [''], ['8GiB']])('a size of memory %j', async (size) => {
    const lines = await expectRefused(['run', goldenPath('xor-2-2-1'), `--memory=${size}`]);
    expect(lines[0]).toContain('a size such as 512MB or 8GB');
  });

  it('a convention of the JSON, and one that nobody knows', async () => {
    const run = ['run', goldenPath('xor-2-2-1')];
    const [both] = await expectRefused([...run, '--json', '--convention', 'pytorch']);
    expect(both).toContain('cannot be used with option');
    const [unknown] = await expectRefused([...run, '--convention', 'keras']);
    expect(unknown).toContain('Allowed choices are notes, pytorch, deeplearning.ai.');
  });

  it.each([['exact'], ['']])('an arithmetic %j', async (kind) => {
    const [line] = await expectRefused(['run', goldenPath('xor-2-2-1'), `--arithmetic=${kind}`]);
    expect(line).toContain('Allowed choices are strict, fast.');
  });

  it.each([['0'], ['-1'], ['1.5'], ['all'], ['']])('a number of threads %j', async (threads) => {
    const [line] = await expectRefused(['run', goldenPath('xor-2-2-1'), `--threads=${threads}`]);
    expect(line).toContain('whole number from 1; leave it out');
  });

  it.each([[['run']], [['walk']], [['run', 'a.json', '--jsn']], [['run', 'a.json', 'b.json']]])(
    'the command %j',
    async (args) => {
      const lines = await expectRefused(args);
      expect(lines[0]!.length).toBeGreaterThan(10);
    },
  );
});

describe('help', () => {
  it('goes to standard output and is no error', async () => {
    const { code, out, err } = await cli(['run', '--help']);
    expect([code, err]).toStrictEqual([0, '']);
    expect(out).toContain('--sample <number>');
    expect(out).toContain('--memory <size>');
    expect(out).toMatch(/--arithmetic <kind>[^-]*"strict",\s+"fast",\s+default:\s+"strict"/);
    expect(out).toContain('--threads <number>');
  });
});

describe('the version', () => {
  it('is the package’s, of which nothing else is in the bundle', async () => {
    const manifest = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    expect(await cli(['--version'])).toStrictEqual({ code: 0, out: `${manifest.version}\n`, err: '' });
    expect(await readFile(join(folder, 'cli.js'), 'utf8')).not.toContain('devDependencies');
  });
});

describe('large models', () => {
  it('are read and reported whole', async () => {
    const text = large(1000, 500);
    expect(text.length).toBeGreaterThan(9e6);
    const path = await file('large.json', text);
    const { code, out, err } = await cli(['run', path, '--json']);
    expect([code, err]).toStrictEqual([0, '']);
    const { layers } = JSON.parse(out) as { layers: { dW: number[][] }[] };
    expect(layers[0]!.dW).toHaveLength(1000);
    expect(layers[0]!.dW.every((row) => row.length === 500)).toBe(true);
  }, 60_000);

  it('a reader that has enough is no error', async () => {
    const path = await file('long.json', large(600, 300));
    const { code, out, err } = await cli(['run', path, '--json'], { closeAfter: 1 });
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out.length).toBeLessThan(1e6);
  }, 60_000);
});
