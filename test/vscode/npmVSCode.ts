// VS Code's server and web workbench from the npm package code-server, for machines without the desktop version.
import path from 'node:path';
import { installOnce, npmInstall } from './cache';
import { installNode } from './npmNode';
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
