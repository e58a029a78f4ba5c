// Asks axe-core what is wrong with the accessibility of a frame.
import axe, { type Result } from 'axe-core';
import type { Frame } from 'playwright-core';

/**
 * Runs axe-core inside the frame and returns its violations of impact serious or critical, one line each: rule, what
 * is wrong, and the elements (at most five).
 * @param within CSS selector of the part to look at; the whole document by default.
 */
export async function seriousViolations(frame: Frame, within = 'html'): Promise<string[]> {
  await frame.evaluate(axe.source);
  const violations = await frame.evaluate(async (selector) => {
    const loaded = (globalThis as unknown as { axe: typeof axe }).axe;
    return (await loaded.run(selector, { resultTypes: ['violations'] })).violations;
  }, within);
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(line);
}

function line({ id, help, nodes }: Result): string {
  const places = nodes.slice(0, 5).map(({ target }) => target.join(' '));
  return `${id}: ${help} (${nodes.length}×: ${places.join('; ')})`;
}
