// Builds everything that ships into dist/, and with --tests the suites that run inside VS Code.
import { build } from 'esbuild';
import { Buffer } from 'node:buffer';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { thirdPartyNotices } from './test/packaging/thirdPartyNotices.mjs';

const tests = process.argv.includes('--tests');
/** Translations are handed over: what would read them from a file is left out. */
const translation = { '@vscode/l10n': '@vscode/l10n/dist/browser.js' };
const shared = {
  bundle: true,
  minify: !tests,
  sourcemap: tests ? 'inline' : false,
  logLevel: 'warning',
  metafile: true,
  alias: translation,
};
const node = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // jsonc-parser's main file requires its parts in a way that no bundler follows; its module file does not.
  mainFields: ['module', 'main'],
};

// For a browser, where the extension is one script and its inspector another: workers there load no modules.
const browser = { ...shared, platform: 'browser', target: 'es2022', mainFields: ['module', 'main'] };

/** The font that MathJax uses, in the place of a second one that it would only carry along. */
const formulaFont = {
  ...translation,
  '#default-font/svg/default.js': '@mathjax/mathjax-stix2-font/js/svg/default.js',
};

await rm('dist', { recursive: true, force: true });
await mkdir('dist', { recursive: true });
const shipped = await Promise.all([
  build({
    ...node,
    entryPoints: ['src/platform/desktop.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode'],
  }),
  build({
    ...browser,
    format: 'cjs',
    entryPoints: ['src/platform/browser.ts'],
    outfile: 'dist/web/extension.js',
    external: ['vscode'],
  }),
  build({
    ...browser,
    format: 'iife',
    entryPoints: ['src/worker/webWorker.ts'],
    outfile: 'dist/web/worker.js',
    alias: formulaFont,
  }),
  build({
    ...node,
    entryPoints: { worker: 'src/worker/worker.ts', kernelThread: 'src/worker/kernelThread.ts' },
    outdir: 'dist',
    // Read when the first formula is typeset.
    external: ['./typeset.js'],
  }),
  build({
    ...node,
    entryPoints: ['src/worker/typeset.ts'],
    outfile: 'dist/typeset.js',
    alias: formulaFont,
  }),
  build({
    ...node,
    entryPoints: ['src/cli.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
  }),
  build({
    ...browser,
    format: 'esm',
    entryPoints: ['webview/panel.ts', 'webview/panel.css', 'webview/side.ts', 'webview/side.css'],
    outdir: 'dist/webview',
    loader: { '.woff2': 'file' },
    assetNames: '[name]',
  }),
]);
await writeModelSchema();
await writeFile('dist/ThirdPartyNotices.txt', thirdPartyNotices(shipped.map(({ metafile }) => metafile)));
if (tests) {
  await build({
    ...node,
    minify: false,
    stdin: { contents: await inHostSuite(), resolveDir: 'test/integration', loader: 'ts' },
    outfile: 'dist/test/index.js',
    external: ['vscode'],
  });
}

/** The in-host tests in one bundle, found by their names so that none can be forgotten. */
async function inHostSuite() {
  const files = (await readdir('test/integration', { recursive: true })).filter((file) =>
    file.endsWith('.test.ts'),
  );
  const imports = files.sort().map((file) => `import './${file.replaceAll('\\', '/')}';`);
  return [...imports, `export { run } from './index';`].join('\n');
}

/** The JSON schema of model files, from the rules as they are now. */
async function writeModelSchema() {
  const { outputFiles } = await build({
    ...node,
    format: 'esm',
    entryPoints: ['src/model/schema.ts'],
    write: false,
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  const { modelSchema } = await import(`data:text/javascript;base64,${code}`);
  await writeFile('dist/model.schema.json', JSON.stringify(modelSchema()));
}
