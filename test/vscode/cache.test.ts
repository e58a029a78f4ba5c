// What is installed stays whole, whatever interrupts the installing.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { cacheRoot, exists, installOnce } from './cache';

const name = `cache-test-${process.pid}`;

async function entries(): Promise<string[]> {
  return (await readdir(cacheRoot)).filter((entry) => entry.startsWith(name));
}

afterEach(async () => {
  for (const entry of await entries()) await rm(path.join(cacheRoot, entry), { recursive: true });
});

describe('installOnce', () => {
  it('installs once and then finds it', async () => {
    let times = 0;
    const install = async (folder: string): Promise<void> => {
      times += 1;
      await writeFile(path.join(folder, 'tool'), '');
    };
    const folder = await installOnce(name, 'a test tool', install);
    expect(await installOnce(name, 'a test tool', install)).toBe(folder);
    expect(await exists(path.join(folder, 'tool'))).toBe(true);
    expect(times).toBe(1);
  });

  it('leaves nothing of an install that fails', async () => {
    const failing = installOnce(name, 'a test tool', async (folder) => {
      await writeFile(path.join(folder, 'half'), '');
      throw new Error('the network went away');
    });
    await expect(failing).rejects.toThrow('the network went away');
    expect(await entries()).toEqual([]);
  });

  it('clears away what a killed process has left', async () => {
    const deadProcess = 2 ** 30; // above every system's highest process number
    await mkdir(path.join(cacheRoot, `${name}.partial-${deadProcess}`), { recursive: true });
    await installOnce(name, 'a test tool', () => Promise.resolve());
    expect(await entries()).toEqual([name]);
  });
});
