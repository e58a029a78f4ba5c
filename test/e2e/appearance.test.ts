// The panel in every kind of theme and at both widths: nothing serious for axe to find, and a picture of each.
import { expect, test } from 'vitest';
import { seriousViolations } from '../vscode/accessibility';
import { openWorkbench } from './openWorkbench';

test('the panel can be read in every theme and width', async () => {
  const { workbench } = await openWorkbench({ height: 1000 });
  await workbench.openFile('notes-2-3-1.backprop.json');
  await workbench.runCommand('Backprop: Run Backward Pass');
  const panel = await workbench.webview({ has: '[role=gridcell]' });
  for (const theme of ['light', 'highContrast', 'highContrastLight', 'dark'] as const) {
    await workbench.setTheme(theme);
    expect.soft(await seriousViolations(panel), theme).toEqual([]);
    for (const width of [520, 1100]) {
      expect(await workbench.fitWebview(panel, width)).toBe(width);
      await workbench.screenshot(`panel-${theme}-${width}`);
      // What does not fit may scroll inside its own frame, the page as a whole never sideways.
      const overflow = await panel.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect.soft(overflow, `${theme}, ${width} px`).toBeLessThanOrEqual(0);
    }
  }
  expect(workbench.problems).toEqual([]);
});
