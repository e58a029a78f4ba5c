/** Who may import whom. The table is in ARCHITECTURE.md; test/boundaries.test.ts proves that this bites. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  comment: `${from} may import only ${allowed.join(', ')}`,
  from: { path: `^${from}` },
  to: { pathNot: allowed.map((a) => `^${a}`) },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
    only('engine-is-pure', 'src/engine/', ['src/engine/']),
    only('model-reads-engine', 'src/model/', [
      'src/model/',
      'src/engine/',
      'node_modules/fastest-levenshtein',
      'node_modules/jsonc-parser',
    ]),
    only('inspector-is-a-service', 'src/inspector/', ['src/inspector/', 'src/engine/', 'src/model/']),
    only('protocol-knows-types', 'src/protocol/', [
      'src/protocol/',
      'src/inspector/',
      'node_modules/birpc',
      'node_modules/valibot',
    ]),
    {
      name: 'protocol-takes-only-types-of-inspector',
      severity: 'error',
      from: { path: '^src/protocol/' },
      to: { path: '^src/inspector/', dependencyTypesNot: ['type-only'] },
    },
    only('worker-joins-inspector-and-protocol', 'src/worker/', [
      'src/worker/',
      'src/inspector/',
      'src/protocol/',
      'node:',
      'worker_threads',
      'fs',
      'os',
    ]),
    {
      name: 'only-host-knows-vscode',
      severity: 'error',
      from: { pathNot: '^(src/host/|src/extension\\.ts)' },
      to: { path: '^(vscode$|node_modules/@types/vscode/)' },
    },
    {
      name: 'host-keeps-out-of-the-engine',
      severity: 'error',
      from: { path: '^src/host/' },
      to: { path: '^(src/engine/|src/worker/|webview/)' },
    },
    {
      name: 'extension-only-composes',
      severity: 'error',
      from: { path: '^src/extension\\.ts' },
      to: { path: '^(src/|webview/)', pathNot: '^src/host/' },
    },
    {
      name: 'cli-uses-inspector-and-model',
      severity: 'error',
      from: { path: '^src/cli\\.ts' },
      to: { path: '^(src/|webview/)', pathNot: '^src/(inspector|model)/' },
    },
    {
      name: 'webview-knows-protocol-and-types',
      severity: 'error',
      from: { path: '^webview/' },
      to: { path: '^src/', pathNot: '^src/(protocol|inspector)/' },
    },
    {
      name: 'webview-takes-only-types-of-inspector',
      severity: 'error',
      comment: 'and the words for numbers, so that panel and proofs call them the same',
      from: { path: '^webview/' },
      to: {
        path: '^src/inspector/',
        pathNot: '^src/inspector/naming\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'naming-stands-alone',
      severity: 'error',
      comment: 'the webview takes it without the inspector behind it',
      from: { path: '^src/inspector/naming\\.ts$' },
      to: { dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'webview-has-no-node',
      severity: 'error',
      from: { path: '^webview/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'toolkit-behind-one-adapter',
      severity: 'error',
      from: { path: '^webview/', pathNot: '^webview/chrome/toolkit\\.ts$' },
      to: { path: 'webview-ui-toolkit' },
    },
    {
      name: 'loops-live-in-kernels',
      severity: 'error',
      comment: 'rules reach kernels only through the interface',
      from: { path: '^src/engine/', pathNot: '^src/engine/kernels/' },
      to: { path: '^src/engine/kernels/', pathNot: '^src/engine/kernels/(kernels|index)\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.json'],
      conditionNames: ['import', 'require', 'types', 'default'],
    },
  },
};
