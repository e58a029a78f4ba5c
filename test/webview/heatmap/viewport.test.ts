import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Viewport, ZOOMS } from '../../../webview/heatmap/viewport';

function viewport(rows: number, columns: number, width = 600, height = 364): Viewport {
  const made = new Viewport(rows, columns);
  made.resize(width, height);
  return made;
}

describe('what a heatmap shows', () => {
  it('is the whole matrix where it is to fit, however large', () => {
    const view = viewport(1024, 1024);
    view.zoomTo('fit', { row: 0, column: 0 });
    expect(view.window).toEqual({ rowStart: 0, rowEnd: 1024, columnStart: 0, columnEnd: 1024 });
    expect(view.size.width).toBeCloseTo(600);
    expect(view.size.height).toBeCloseTo(364);
  });

  it('is a window of cells around the cursor at every other size', () => {
    const view = viewport(1024, 1024);
    view.zoomTo('digits', { row: 500, column: 500 });
    const { rowStart, rowEnd, columnStart, columnEnd } = view.window;
    expect(rowEnd - rowStart).toBe(16);
    expect(columnEnd - columnStart).toBe(10);
    expect(rowStart).toBeLessThanOrEqual(500);
    expect(rowEnd).toBeGreaterThan(500);
  });

  it('pans as little as needed to reveal a cell', () => {
    const view = viewport(100, 100);
    view.zoomTo(14, { row: 0, column: 0 });
    const before = view.window;
    view.reveal({ row: before.rowEnd - 1, column: 0 });
    expect(view.window).toEqual(before);
    view.reveal({ row: before.rowEnd, column: 0 });
    expect(view.window.rowStart).toBe(before.rowStart + 1);
  });

  it('changes its size around the cursor, or around what is looked at where the cursor is out of view', () => {
    const view = viewport(1000, 1000);
    view.zoomTo(14, { row: 500, column: 500 });
    expect(view.centreFor({ row: 490, column: 510 })).toEqual({ row: 490, column: 510 });
    view.panTo(100, 200);
    const centre = view.centreFor({ row: 500, column: 500 });
    view.zoomTo('digits', centre);
    expect(view.window.rowStart).toBeGreaterThanOrEqual(100);
    expect(view.window.columnStart).toBeGreaterThanOrEqual(200);
    expect(view.window.rowEnd).toBeLessThan(150);
  });

  it('finds the cell under a point, and the strips beyond the edges', () => {
    const view = viewport(100, 100);
    view.zoomTo(14, { row: 0, column: 0 });
    expect(view.at(15, 29)).toEqual({ row: 2, column: 1 });
    expect(view.at(15, -3)).toEqual({ row: -1, column: 1 });
    expect(view.at(-3, 29)).toEqual({ row: 2, column: -1 });
    expect(view.at(15, 9999).row).toBe(100);
  });

  it('never leaves the matrix, whatever one does', () => {
    const step = fc.oneof(
      fc.record({ zoom: fc.constantFrom(...ZOOMS), row: fc.nat(300), column: fc.nat(300) }),
      fc.record({ rows: fc.integer({ min: -400, max: 400 }), columns: fc.integer({ min: -400, max: 400 }) }),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 300 }),
        fc.array(step),
        (m, n, steps) => {
          const view = viewport(m, n);
          for (const each of steps) {
            if ('zoom' in each) view.zoomTo(each.zoom, each);
            else view.panBy(each.rows, each.columns);
            const { rowStart, rowEnd, columnStart, columnEnd } = view.window;
            expect(rowStart).toBeGreaterThanOrEqual(0);
            expect(columnStart).toBeGreaterThanOrEqual(0);
            expect(rowEnd).toBeLessThanOrEqual(m);
            expect(columnEnd).toBeLessThanOrEqual(n);
            expect(rowEnd).toBeGreaterThan(rowStart);
            expect(columnEnd).toBeGreaterThan(columnStart);
          }
        },
      ),
    );
  });
});
