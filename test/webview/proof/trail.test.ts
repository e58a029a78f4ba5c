import { describe, expect, it } from 'vitest';
import type { CellRef } from '../../../src/inspector/views';
import { Trail } from '../../../webview/proof/trail';

const delta: CellRef = { quantity: 'delta', layer: 1, row: 0, column: 0 };
const z: CellRef = { quantity: 'preActivation', layer: 1, row: 0, column: 0 };
const input: CellRef = { quantity: 'input', row: 0, column: 0 };

describe('the trail from proof to proof', () => {
  it('leads back the way that it came, by the symbols of what was shown', () => {
    const trail = new Trail();
    trail.begin(delta);
    trail.name({ cell: delta, symbol: 'δ' });
    expect(trail.before).toBeUndefined();
    trail.follow(z);
    trail.name({ cell: z, symbol: 'z' });
    trail.follow(input);
    expect(trail.before).toBe('z');
    expect(trail.back()).toBe(true);
    expect([trail.cell, trail.before]).toEqual([z, 'δ']);
    expect(trail.back()).toBe(true);
    expect([trail.cell, trail.back(), trail.cell]).toEqual([delta, false, delta]);
  });

  it('wants all terms of one number alone', () => {
    const trail = new Trail();
    trail.begin(delta);
    for (const goOn of [
      () => {
        trail.follow(z);
      },
      () => trail.back(),
      () => {
        trail.begin(delta);
      },
    ]) {
      trail.showWhole();
      expect(trail.whole).toBe(true);
      goOn();
      expect(trail.whole).toBe(false);
    }
  });

  it('is still of its first number after the way back, not while another one is shown', () => {
    const trail = new Trail();
    expect(trail.isOnly(delta)).toBe(false);
    trail.begin(delta);
    trail.follow(z);
    expect([trail.isOnly(delta), trail.isOnly(z)]).toEqual([false, false]);
    trail.back();
    expect(trail.isOnly({ ...delta })).toBe(true);
  });
});
