// Keeps a benchmark's figures in dist/, for whoever compares them later.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { repositoryRoot } from '../vscode/cache';

/** @param name of the file, which is written anew. */
export async function keepFigures(name: string, figures: object): Promise<void> {
  const file = path.join(repositoryRoot, 'dist', name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(figures, undefined, 2)}\n`);
  console.log(`\nKept in ${path.relative(process.cwd(), file)}.`);
}
