// Serves panel and side view outside an editor, for looking at them: the built webview, a theme's variables, the real inspector.
import { build } from 'esbuild';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ThemeName, themes } from './themes';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** Scripts that give the panel an editor and a host. */
export interface HarnessScripts {
  /** Runs in the page before the panel. */
  readonly page: string;
  /** What the page starts as `worker.js`. */
  readonly worker?: string;
}

/**
 * Query: page=panel|side, theme=dark|light|hc|hc-light, file=a model of examples/ or an absolute path; `file=` runs none;
 * mine=numbers to compare with it, likewise; convention=a well-known one of the panel.
 * @param scripts paths in the repository.
 */
export async function serveHarness(
  scripts: HarnessScripts = { page: 'test/webview/harness/page.ts' },
): Promise<{ readonly url: string; close(): void }> {
  const assets = await bundle(scripts);
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    answer(url, assets).then(
      ({ type, body }) => {
        response.writeHead(200, { 'content-type': type });
        response.end(body);
      },
      (error: unknown) => {
        response.writeHead(404);
        response.end(String(error));
      },
    );
  });
  await listening(server);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.close();
    },
  };
}

interface Answer {
  readonly type: string;
  readonly body: string | Uint8Array;
}

async function answer(url: URL, assets: ReadonlyMap<string, Uint8Array>): Promise<Answer> {
  if (url.pathname === '/model') {
    return { type: 'application/json', body: await readFile(modelPath(url)) };
  }
  if (url.pathname === '/mine') {
    return { type: 'application/octet-stream', body: await readFile(numbersPath(url)) };
  }
  const asset = assets.get(url.pathname.slice(1));
  if (asset !== undefined) return { type: typeOf(url.pathname), body: asset };
  if (url.pathname !== '/') throw new Error(`nothing at ${url.pathname}`);
  return { type: 'text/html', body: page(url) };
}

function numbersPath(url: URL): string {
  return resolve(root, 'examples', url.searchParams.get('mine') ?? '');
}

function modelPath(url: URL): string {
  return resolve(root, 'examples', url.searchParams.get('file') ?? 'notes-2-3-1.backprop.json');
}

/** The same document and the same policy as the host's, with the harness's script before the panel's. */
function page(url: URL): string {
  const nonce = randomBytes(16).toString('hex');
  const theme = (url.searchParams.get('theme') ?? 'dark') as ThemeName;
  const { classes, variables } = themes[theme];
  // The panel's own policy, and leave to compile the engine's kernels: in VS Code these run in a worker of the host.
  const policy = `default-src 'none'; script-src 'nonce-${nonce}' 'wasm-unsafe-eval'; style-src 'self' 'nonce-${nonce}'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'`;
  const name = url.searchParams.get('page') ?? 'panel';
  const file = modelPath(url);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<link rel="icon" href="data:,"><link rel="stylesheet" href="${name}.css"><title>harness</title></head>
<body class="${classes}" data-vscode-theme-kind="${classes.split(' ').at(-1)!}" data-file="${basename(file)}" data-page="${name}">
<div id="app"></div>
<script nonce="${nonce}">for (const [name, value] of Object.entries(${JSON.stringify(variables)})) document.documentElement.style.setProperty(name, value);</script>
<script nonce="${nonce}" src="page.js"></script>
<script type="module" nonce="${nonce}" src="${name}.js"></script>
</body></html>`;
}

function typeOf(path: string): string {
  if (path.endsWith('.css')) return 'text/css';
  return path.endsWith('.js') ? 'text/javascript' : 'font/woff2';
}

async function bundle(scripts: HarnessScripts): Promise<ReadonlyMap<string, Uint8Array>> {
  const shared = {
    bundle: true,
    write: false,
    absWorkingDir: root,
    logLevel: 'warning',
    target: 'es2022',
  } as const;
  const results = await Promise.all([
    build({
      ...shared,
      format: 'esm',
      entryPoints: ['webview/panel.ts', 'webview/panel.css', 'webview/side.ts', 'webview/side.css'],
      outdir: '/',
      loader: { '.woff2': 'file' },
      assetNames: '[name]',
    }),
    build({ ...shared, format: 'iife', entryPoints: { ...scripts }, outdir: '/' }),
  ]);
  return new Map(
    results.flatMap(({ outputFiles }) => outputFiles.map(({ path, contents }) => [basename(path), contents])),
  );
}

async function listening(server: Server): Promise<void> {
  await new Promise<void>((done) => {
    server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', done);
  });
}
