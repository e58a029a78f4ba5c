// VS Code comes up with the extension in it.
import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { openWorkbench } from './openWorkbench';

test('the workbench opens with our command in the palette', async () => {
  const { workbench, folder } = await openWorkbench();
  const example = (await readdir(folder)).find((name) => name.endsWith('.backprop.json'));
  expect(example).toBeDefined();
  await workbench.openFile(example!);
  expect(await workbench.hasCommand('Backprop: Run Backward Pass')).toBe(true);
  expect(await workbench.hasCommand('Backprop: No Such Command', 0)).toBe(false);
  await workbench.screenshot('workbench');
  expect(workbench.problems).toEqual([]);
});
