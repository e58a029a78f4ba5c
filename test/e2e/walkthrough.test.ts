// The walkthrough, followed as a new user does: each step is ticked off by doing what it says.
import { expect, test } from 'vitest';
import { openWorkbench } from './openWorkbench';
import { fresh, GRADIENT, pin, selected } from './panel';

test('follow a gradient, step by step', async () => {
  const { workbench } = await openWorkbench({ width: 1600, height: 1000 });
  const { page } = workbench;
  await workbench.runCommand('Welcome: Open Walkthrough...');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Follow a gradient' }).click();
  const steps = page.locator('.getting-started-step');
  await expect.poll(() => steps.count()).toBe(6);
  const ticked = (): Promise<number> => page.locator('.getting-started-step .codicon.complete').count();
  await workbench.screenshot('walkthrough-1');

  await page.getByRole('button', { name: 'Open the notes’ network' }).click();
  const panel = await workbench.webview({ has: GRADIENT, timeout: 30_000 });
  await fresh(panel);
  await pin(panel, 'gradient of weight 1,2 in layer 1');
  await panel.getByText('Go to weight').click();
  await selected(workbench, '-0.4');
  await page.keyboard.type('-1.4');
  await fresh(panel);

  await workbench.runCommand('Welcome: Open Walkthrough...');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Follow a gradient' }).click();
  await expect.poll(ticked).toBe(4);
  await workbench.screenshot('walkthrough-2');
  expect(workbench.problems).toEqual([]);
});
