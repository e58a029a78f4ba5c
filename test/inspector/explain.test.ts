/** The proof of every number of every golden network, in every view: drawn, complete, and down to given numbers. */
import { describe, expect, it } from 'vitest';
import type { Inspector } from '../../src/inspector/inspector';
import type { CellRef, Explanation, Proof, Selection } from '../../src/inspector/views';
import { readCell } from '../../src/engine/cells';
import { cellsOf, goldenNames, goldenText, inspectorOf } from './inspectorOf';
import { operandsIn, render } from './temml';

const GIVEN = new Set(['input', 'target', 'parameter']);

/** The forms of formulas that were drawn already: most cells of a matrix differ in digits only. */
const drawn = new Set<string>();

function expectDraws(latex: string): void {
  const form = latex.replaceAll(/\d+(?:\.\d+)?/g, '1');
  if (drawn.has(form)) return;
  drawn.add(form);
  render(latex);
}

function expectWellMade(where: string, inspector: Inspector, proof: Proof): void {
  const { symbolic, substituted, operands, omitted, derivation } = proof;
  for (const latex of [symbolic, substituted, ...derivation]) {
    expectDraws(latex);
    if (/undefined|NaN|null|\[object|\$\{/.test(latex)) throw new Error(`${where}: ${latex}`);
    if (/[+-] -|\(\([^()]*\)\)|\{\+/.test(withoutClasses(latex)))
      throw new Error(`${where} has stray signs: ${latex}`);
  }
  expect(operandsIn(symbolic, substituted), where).toStrictEqual(operands.map((_, index) => index));
  for (const { cell, value } of operands) {
    if (!Object.is(value, readCell(inspector.result(), cell)))
      throw new Error(`${where}: operand of another value`);
  }
  // What stands in numbers stands in symbols, unless the symbols are a sum's general term.
  if (!symbolic.includes('\\sum') && !symbolic.includes('\\begin{cases}') && omitted === undefined) {
    const missing = operandsIn(substituted).filter((index) => !operandsIn(symbolic).includes(index));
    expect(missing, `${where}: ${symbolic} against ${substituted}`).toStrictEqual([]);
  }
}

function withoutClasses(latex: string): string {
  return latex.replaceAll(/\\class\{operand-\d+\}/g, '');
}

function expectExplained(
  inspector: Inspector,
  cell: CellRef,
  selection: Selection,
  whole: boolean,
): Explanation {
  const where = JSON.stringify([cell, selection, whole]);
  const explanation = inspector.explain(cell, selection, whole);
  expect(explanation.value, where).toBe(readCell(inspector.result(), cell));
  expect(explanation.proof === undefined, where).toBe(GIVEN.has(cell.quantity));
  expect(explanation.name.length * explanation.symbol.length, where).toBeGreaterThan(0);
  expectDraws(explanation.symbol);
  expectDraws(explanation.latex);
  expect(explanation.latex).not.toContain('\\class');
  expect(explanation.latex).toContain(explanation.symbol);
  if (explanation.proof !== undefined) expectWellMade(where, inspector, explanation.proof);
  expect(explanation.deeper.length).toBeLessThanOrEqual(3);
  for (const deeper of explanation.deeper) expectWellMade(`below ${where}`, inspector, deeper.proof);
  return explanation;
}

describe.each(goldenNames)('proofs of %s', (name) => {
  it('all samples', async () => {
    const inspector = await inspectorOf(goldenText(name));
    const cells = cellsOf(inspector);
    expect(cells.length).toBeGreaterThan(10);
    for (const cell of cells) expectExplained(inspector, cell, {}, false);
  });

  it('each sample', async () => {
    const inspector = await inspectorOf(goldenText(name));
    const { samples } = inspector.result().network;
    // The last sample stands for those between.
    for (const sample of new Set([0, samples - 1])) {
      for (const cell of cellsOf(inspector, sample)) {
        const { symbol, proof } = expectExplained(inspector, cell, { sample }, false);
        // One sample is on screen: symbols of its numbers carry no index for it.
        if (['delta', 'preActivation', 'activation'].includes(cell.quantity)) {
          expect(symbol).toBe(symbol.replace(/_\{.*?\}/, `_{${cell.column + 1}}`));
        }
        expect(
          proof?.operands.every(
            ({ cell: operand }) =>
              operand.quantity === 'parameter' ||
              (operand.quantity === 'parameterGradient' ? operand.sample : operand.row) === sample ||
              cell.quantity === 'loss',
          ),
        ).not.toBe(false);
      }
    }
  });

  it('with every term of long sums', async () => {
    const inspector = await inspectorOf(goldenText(name));
    for (const cell of cellsOf(inspector)) {
      const { proof } = expectExplained(inspector, cell, {}, true);
      expect(proof?.omitted, JSON.stringify(cell)).toBeUndefined();
    }
  });

  it('lead down to given numbers', async () => {
    const inspector = await inspectorOf(goldenText(name));
    const done = new Set<string>();
    const under = new Set<string>();
    let given = 0;
    const descend = (cell: CellRef): void => {
      const key = JSON.stringify(cell);
      if (under.has(key)) throw new Error(`${key} proves itself`);
      if (done.has(key)) return;
      under.add(key);
      const { proof, goTo } = inspector.explain(cell, {}, true);
      if (proof === undefined) {
        given++;
        expect(goTo?.cell).toStrictEqual(cell);
      } else {
        for (const operand of proof.operands) descend(operand.cell);
      }
      under.delete(key);
      done.add(key);
    };
    const { layers } = inspector.result().network;
    const cells: CellRef[] = [
      { quantity: 'loss', row: 0, column: 0 },
      ...layers.flatMap(({ index, parameters }): CellRef[] =>
        Object.keys(parameters).map((parameter) => ({
          quantity: 'parameterGradient',
          parameter,
          layer: index,
          row: 0,
          column: 0,
        })),
      ),
    ];
    cells.forEach(descend);
    expect(given).toBeGreaterThan(layers.length);
  });
});
