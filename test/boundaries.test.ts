// The boundary checker bites: each planted violation is found by the rule that is meant for it, and nothing else is.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repository = path.resolve(import.meta.dirname, '..');

/** The fields of dependency-cruiser's JSON output that we read. */
interface Report {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

function cruise(folder: string): Report {
  const tool = path.join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = path.join(repository, '.dependency-cruiser.cjs');
  const args = [tool, 'src', 'webview', '--config', config, '--output-type', 'json'];
  const run = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 2 ** 20 });
  if (run.error) throw run.error;
  expect(run.stderr).toBe('');
  return JSON.parse(run.stdout) as Report;
}

/** A small tree in the layout of the repository, in which everything is allowed. */
const allowed: Readonly<Record<string, string>> = {
  'node_modules/jsonc-parser/package.json': '{ "name": "jsonc-parser", "main": "index.js" }',
  'node_modules/jsonc-parser/index.js': 'exports.parse = () => 0;',
  'node_modules/@vscode/webview-ui-toolkit/package.json':
    '{ "name": "@vscode/webview-ui-toolkit", "main": "index.js" }',
  'node_modules/@vscode/webview-ui-toolkit/index.js': 'exports.button = 0;',
  'node_modules/@mathjax/src/package.json': '{ "name": "@mathjax/src" }',
  'node_modules/@mathjax/src/js/mathjax.js': 'exports.mathjax = 0;',
  'package.json':
    '{ "dependencies": { "jsonc-parser": "*", "@mathjax/src": "*", "@vscode/webview-ui-toolkit": "*" } }',
  'src/engine/kernels/kernels.ts': "export { product } from './product';",
  'src/engine/kernels/product.ts': 'export const product = 1;',
  'src/engine/functions/exponential.ts': 'export const exp = 1;',
  'src/engine/activations/relu.ts':
    "import { exp } from '../functions/exponential'; export const relu = exp;",
  'src/engine/layers/dense.ts': "export { product } from '../kernels/kernels';",
  'src/engine/forward.ts': "import { product } from './layers/dense'; export const forward = product;",
  'src/model/readModel.ts':
    "import { parse } from 'jsonc-parser'; import { forward } from '../engine/forward'; export const readModel = [parse, forward];",
  'src/inspector/inspector.ts':
    "import { readModel } from '../model/readModel'; export const inspector = readModel; export interface View { a: 1 }",
  'src/inspector/naming.ts':
    "import type { forward } from '../engine/forward'; export const nameOf = (): typeof forward => 1;",
  'src/protocol/message.ts':
    "import type { View } from '../inspector/inspector'; export type Message = View;",
  'src/worker/worker.ts':
    "import { totalmem } from 'node:os'; import { parentPort } from 'node:worker_threads'; import { inspector } from '../inspector/inspector'; export default [totalmem, parentPort, inspector];",
  'src/worker/typeset.ts': "export { mathjax } from '@mathjax/src/js/mathjax.js';",
  'src/host/panel.ts': "import * as vscode from 'vscode'; export const panel = vscode;",
  'src/extension.ts': "import { panel } from './host/panel'; export const activate = panel;",
  'src/platform/desktop.ts':
    "import { homedir } from 'node:os'; import { activate } from '../extension'; export default [homedir, activate];",
  'src/platform/browser.ts': "export { activate } from '../extension';",
  'src/cli/run.ts': "export { inspector } from '../inspector/inspector';",
  'src/cli.ts': "import { inspector } from './cli/run'; export default inspector;",
  'webview/chrome/toolkit.ts': "export { button } from '@vscode/webview-ui-toolkit';",
  'webview/panel.ts':
    "import type { Message } from '../src/protocol/message'; import { nameOf } from '../src/inspector/naming'; import { button } from './chrome/toolkit'; export default [button, nameOf, 0 as unknown as Message];",
};

interface Violation {
  readonly what: string;
  readonly file: string;
  readonly source: string;
  readonly rules: readonly string[];
}

const violations: readonly Violation[] = [
  {
    what: 'the engine reads files',
    file: 'src/engine/readsFiles.ts',
    source: "import { readFileSync } from 'node:fs'; export default readFileSync;",
    rules: ['engine-is-pure'],
  },
  {
    what: 'the engine knows the model format',
    file: 'src/engine/knowsModel.ts',
    source: "import type { readModel } from '../model/readModel'; export type T = typeof readModel;",
    rules: ['engine-is-pure'],
  },
  {
    what: 'an engine rule reaches behind the kernels’ interface',
    file: 'src/engine/layers/reaches.ts',
    source: "import { product } from '../kernels/product'; export default product;",
    rules: ['loops-live-in-kernels'],
  },
  {
    what: 'an elementary function knows a layer',
    file: 'src/engine/functions/knowsLayer.ts',
    source: "import { product } from '../layers/dense'; export default product;",
    rules: ['functions-stand-alone'],
  },
  {
    what: 'a kernel knows a rule',
    file: 'src/engine/kernels/knowsRule.ts',
    source: "import { relu } from '../activations/relu'; export default relu;",
    rules: ['kernels-know-no-rules'],
  },
  {
    what: 'the model knows the inspector',
    file: 'src/model/knowsInspector.ts',
    source: "import { inspector } from '../inspector/inspector'; export default inspector;",
    rules: ['model-reads-engine'],
  },
  {
    what: 'the host needs Node',
    file: 'src/host/needsNode.ts',
    source: "import { homedir } from 'node:os'; export default homedir;",
    rules: ['host-runs-anywhere'],
  },
  {
    what: 'the entry of browsers needs Node',
    file: 'src/platform/browser.ts',
    source: "import { homedir } from 'node:os'; export default homedir;",
    rules: ['host-runs-anywhere'],
  },
  {
    what: 'the host chooses its platform',
    file: 'src/host/choosesPlatform.ts',
    source: "import desktop from '../platform/desktop'; export default desktop;",
    rules: ['only-entries-choose-a-platform'],
  },
  {
    what: 'the inspector takes a package',
    file: 'src/inspector/takesPackage.ts',
    source: "import { parse } from 'jsonc-parser'; export default parse;",
    rules: ['inspector-is-a-service'],
  },
  {
    what: 'the inspector knows its transport',
    file: 'src/inspector/knowsTransport.ts',
    source: "import type { Message } from '../protocol/message'; export type T = Message;",
    rules: ['inspector-is-a-service'],
  },
  {
    what: 'the protocol runs the inspector',
    file: 'src/protocol/runsInspector.ts',
    source: "import { inspector } from '../inspector/inspector'; export default inspector;",
    rules: ['protocol-takes-only-types-of-inspector'],
  },
  {
    what: 'the protocol knows the engine',
    file: 'src/protocol/knowsEngine.ts',
    source: "import { forward } from '../engine/forward'; export default forward;",
    rules: ['protocol-knows-types'],
  },
  {
    what: 'the worker goes round the inspector',
    file: 'src/worker/goesRound.ts',
    source: "import { forward } from '../engine/forward'; export default forward;",
    rules: ['worker-joins-inspector-and-protocol'],
  },
  {
    what: 'the worker knows vscode',
    file: 'src/worker/knowsVscode.ts',
    source: "import * as vscode from 'vscode'; export default vscode;",
    rules: ['worker-joins-inspector-and-protocol', 'only-host-knows-vscode'],
  },
  {
    what: 'the host calls the engine',
    file: 'src/host/callsEngine.ts',
    source: "import { forward } from '../engine/forward'; export default forward;",
    rules: ['host-keeps-out-of-the-engine'],
  },
  {
    what: 'the host imports the webview',
    file: 'src/host/importsWebview.ts',
    source: "import panel from '../../webview/panel'; export default panel;",
    rules: ['host-keeps-out-of-the-engine'],
  },
  {
    what: 'the webview knows vscode',
    file: 'webview/knowsVscode.ts',
    source: "import * as vscode from 'vscode'; export default vscode;",
    rules: ['only-host-knows-vscode'],
  },
  {
    what: 'the webview uses Node',
    file: 'webview/usesNode.ts',
    source: "import path from 'node:path'; export default path;",
    rules: ['webview-has-no-node'],
  },
  {
    what: 'the webview takes more than types from the inspector',
    file: 'webview/runsInspector.ts',
    source: "import { inspector } from '../src/inspector/inspector'; export default inspector;",
    rules: ['webview-takes-only-types-of-inspector'],
  },
  {
    what: 'the webview knows the engine',
    file: 'webview/knowsEngine.ts',
    source: "import type { forward } from '../src/engine/forward'; export type T = typeof forward;",
    rules: ['webview-knows-protocol-and-types'],
  },
  {
    what: 'the toolkit is used beside its adapter',
    file: 'webview/usesToolkit.ts',
    source: "import { button } from '@vscode/webview-ui-toolkit'; export default button;",
    rules: ['toolkit-behind-one-adapter'],
  },
  {
    what: 'the host typesets by itself',
    file: 'src/host/typesets.ts',
    source: "import { mathjax } from '@mathjax/src/js/mathjax.js'; export default mathjax;",
    rules: ['mathjax-behind-one-module'],
  },
  {
    what: 'an import that leads nowhere',
    file: 'src/host/leadsNowhere.ts',
    source: "import nowhere from './nowhere'; export default nowhere;",
    rules: ['no-unresolvable'],
  },
  {
    what: 'a cycle, even of types',
    file: 'src/host/cycle.ts',
    source: "import type { Back } from './cycleBack'; export interface Forth { back: Back }",
    rules: ['no-cycles'],
  },
];

/** The other half of the cycle, which is reported once. */
const cycleBack = "import type { Forth } from './cycle'; export interface Back { forth: Forth }";

/** Files that stand alone in the layout, so that their violations are planted over the allowed tree. */
const replaced: readonly Violation[] = [
  {
    what: 'the words for numbers bring the inspector with them',
    file: 'src/inspector/naming.ts',
    source: "import { forward } from '../engine/forward'; export const nameOf = forward;",
    rules: ['shared-with-webview-stands-alone'],
  },
  {
    what: 'the composition root works by itself',
    file: 'src/extension.ts',
    source: "import { inspector } from './inspector/inspector'; export default inspector;",
    rules: ['extension-only-composes'],
  },
  {
    what: 'the command line knows the engine',
    file: 'src/cli.ts',
    source: "import { forward } from './engine/forward'; export default forward;",
    rules: ['cli-uses-inspector-and-model'],
  },
];

function plant(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [file, source] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), `${source}\n`);
  }
}

function rulesBrokenBy(report: Report, file: string): string[] {
  return report.summary.violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);
}

describe('boundaries', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'backprop-boundaries-'));
  let clean: Report;
  let planted: Report;

  beforeAll(() => {
    cpSync(path.join(repository, 'tsconfig.base.json'), path.join(folder, 'tsconfig.base.json'));
    plant(folder, allowed);
    clean = cruise(folder);
    for (const { file, source } of [...violations, ...replaced]) plant(folder, { [file]: source });
    plant(folder, { 'src/host/cycleBack.ts': cycleBack });
    planted = cruise(folder);
  }, 60_000);

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('finds nothing in a tree that keeps them', () => {
    expect(clean.summary.violations).toEqual([]);
    const own = Object.keys(allowed).filter((file) => file.endsWith('.ts'));
    expect(clean.modules.map(({ source }) => source)).toEqual(expect.arrayContaining(own));
  });

  it.each([...violations, ...replaced])('finds: $what', ({ file, rules }) => {
    expect(rulesBrokenBy(planted, file).sort()).toEqual([...rules].sort());
  });

  it('finds nothing but what was planted', () => {
    const expected = new Set([...violations, ...replaced].map(({ file }) => file));
    expect(new Set(planted.summary.violations.map(({ from }) => from))).toEqual(expected);
  });

  it('knows no rule that is not proved here', async () => {
    const config = (await import(path.join(repository, '.dependency-cruiser.cjs'))) as {
      default: { forbidden: readonly { name: string }[] };
    };
    const proved = new Set([...violations, ...replaced].flatMap(({ rules }) => rules));
    expect(config.default.forbidden.map(({ name }) => name).filter((name) => !proved.has(name))).toEqual([]);
  });

  it('sees every module of this repository, and no violation', () => {
    const report = cruise(repository);
    const seen = new Set(report.modules.map(({ source }) => source));
    const own = ['src', 'webview'].flatMap((part) =>
      readdirSync(path.join(repository, part), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => `${part}/${file.replaceAll('\\', '/')}`),
    );
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter((file) => !seen.has(file))).toEqual([]);
    expect(report.summary.violations).toEqual([]);
  });
});
