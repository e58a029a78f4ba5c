/** What is told of a number that the model gives: its value, and after a run what the loss does when it changes. */
import * as l10n from '@vscode/l10n';
import type { CellRef } from '../../engine/cell';
import { givenMatrixOf, readCell } from '../../engine/cells';
import { inputGradientMaking, targetGradientMaking } from '../../engine/givenGradients';
import type { Network } from '../../engine/network';
import type { Run } from '../../engine/run';
import { cellSymbol, gradientSymbol, sentLoss, type SymbolView } from '../../engine/symbols';
import { evaluate, type Latex, type Term } from '../../engine/term';
import { at } from '../../engine/tensor';
import { explain, inLines, viewOf } from '../explain';
import { contextOf, nameOf } from '../naming';
import { shortNumber } from '../numberText';
import type { Proof } from '../views';
import { writeProof } from '../writing';
import type { HoverView } from './hoverView';
import { plainFormula } from './plainFormula';

type Parts = HoverView['parts'];

/** @param id the run's number. */
export function numberHover(run: Run, id: number, cell: CellRef): Parts {
  return [...givenParts(run.network, cell), ...gradientParts(run, id, cell)];
}

/** The same before any run, which could tell more. */
export function numberBeforeRun(network: Network, cell: CellRef): Parts {
  const text = isClass(network, cell)
    ? l10n.t('It enters the loss. A backward pass tells the derivative that it makes there.')
    : l10n.t('A backward pass tells its gradient {0}.', plainFormula(gradientOf(network, cell)));
  return [...givenParts(network, cell), { kind: 'text', text }];
}

/** What it is, and its value. */
function givenParts(network: Network, cell: CellRef): Parts {
  const context = cell.layer === undefined ? contextOf(network, cell) : network.layers[cell.layer]!.name;
  const title = { kind: 'title', text: `${nameOf(network, cell)} · ${context}` } as const;
  if (isClass(network, cell)) {
    const value = classOf(network, cell);
    return [
      title,
      { kind: 'value', name: l10n.t('class'), value },
      {
        kind: 'text',
        text: l10n.t(
          'The true class of sample {0}, counted from 0: y of unit {1} is 1, of the {2} others 0.',
          cell.row + 1,
          value + 1,
          network.layers.at(-1)!.units - 1,
        ),
      },
    ];
  }
  const { targets, spec, loss } = network;
  // A label's own number may be another spelling of the y that the loss reads.
  const read = cell.quantity === 'target' && targets !== spec.targets ? loss.rule.readTargets : undefined;
  const value = at(givenMatrixOf(network, cell)!, cell.row, cell.column);
  return [
    title,
    { kind: 'value', name: plainFormula(symbolOf(network, cell)), value },
    ...(read === undefined ? [] : [{ kind: 'text', text: l10n.t(read.documentation) } as const]),
  ];
}

function gradientParts(run: Run, id: number, cell: CellRef): Parts {
  switch (cell.quantity) {
    case 'parameter':
      return proofOf(run, id, { ...cell, quantity: 'parameterGradient' });
    case 'input':
      return madeGradient(run, cell, inputGradientMaking);
    case 'target':
      return targetDerivatives(run, id, cell);
    default:
      return [];
  }
}

function symbolOf(network: Network, cell: CellRef): Latex {
  return cellSymbol(network, cell, viewOf(network, cell, {}));
}

/** How its gradient is written. */
function gradientOf(network: Network, cell: CellRef): Latex {
  if (cell.quantity === 'parameter') return symbolOf(network, { ...cell, quantity: 'parameterGradient' });
  const loss = cell.quantity === 'input' ? sentLoss(network) : 'L';
  return gradientSymbol(network.notation, symbolOf(network, cell), loss);
}

function isClass({ loss }: Network, { quantity }: CellRef): boolean {
  return quantity === 'target' && loss.rule.targets === 'classes';
}

/** Counted from 0. */
function classOf({ spec }: Network, { row }: CellRef): number {
  return at(spec.targets, row, 0);
}

/** The gradient of a parameter, or the derivative at an output, with all that its proof notes. */
function proofOf(run: Run, id: number, cell: CellRef): Parts {
  const { symbol, value, latex, proof, notes } = explain(run, id, cell, {}, false);
  return [
    { kind: 'value', name: plainFormula(symbol), value },
    { kind: 'formula', latex },
    ...omission(proof),
    ...notes.map((text) => ({ kind: 'text', text }) as const),
  ];
}

/** A gradient that no run computes, in float64 of the run's numbers. */
function madeGradient(
  run: Run,
  cell: CellRef,
  makingOf: (run: Run, cell: CellRef, view: SymbolView) => Term,
): Parts {
  const view = viewOf(run.network, cell, {});
  const making = makingOf(run, cell, view);
  const value = evaluate(making, (ref) => readCell(run, ref));
  const proof = writeProof(run, making, view, false);
  const symbol = gradientOf(run.network, cell);
  return [
    { kind: 'value', name: plainFormula(symbol), value },
    { kind: 'formula', latex: inLines(symbol, proof, value) },
    ...omission(proof),
  ];
}

/** Its own gradient, which the number of a class does not have, and the derivative that it makes at its output. */
function targetDerivatives(run: Run, id: number, cell: CellRef): Parts {
  const { network, backward } = run;
  const output = network.layers.at(-1)!;
  const column = isClass(network, cell) ? classOf(network, cell) : cell.column;
  const isFused = backward.upstreamGradients[output.index] === undefined;
  const quantity = isFused ? 'delta' : 'upstreamGradient';
  return [
    ...(isClass(network, cell) ? [] : madeGradient(run, cell, targetGradientMaking)),
    { kind: 'text', text: l10n.t('It enters the loss, and by this derivative every gradient:') },
    ...proofOf(run, id, { ...cell, column, quantity, layer: output.index }),
  ];
}

function omission(proof: Pick<Proof, 'omitted'> | undefined): Parts {
  const omitted = proof?.omitted;
  if (omitted === undefined) return [];
  const { count, total, sum } = omitted;
  return [
    {
      kind: 'text',
      text: l10n.t('⋯ stands for {0} of {1} terms, together {2}.', count, total, shortNumber(sum)),
    },
  ];
}
