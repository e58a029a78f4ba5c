/** What is told of a number that the model gives: its value, and what the loss does when it changes. */
import * as l10n from '@vscode/l10n';
import type { CellRef } from '../../engine/cell';
import { readCell } from '../../engine/cells';
import { inputGradientMaking, targetGradientMaking } from '../../engine/givenGradients';
import type { Run } from '../../engine/run';
import { cellSymbol, gradientSymbol, sentLoss, type SymbolView } from '../../engine/symbols';
import { evaluate, type Latex, type Term } from '../../engine/term';
import { at, columnsOf } from '../../engine/tensor';
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
  const { network } = run;
  const context = cell.layer === undefined ? contextOf(network, cell) : network.layers[cell.layer]!.name;
  return [{ kind: 'title', text: `${nameOf(network, cell)} · ${context}` }, ...partsOf(run, id, cell)];
}

function partsOf(run: Run, id: number, cell: CellRef): Parts {
  switch (cell.quantity) {
    case 'parameter':
      return [
        { kind: 'value', name: plainFormula(symbolOf(run, cell)), value: readCell(run, cell) },
        ...proofOf(run, id, { ...cell, quantity: 'parameterGradient' }),
      ];
    case 'input':
      return [
        { kind: 'value', name: plainFormula(symbolOf(run, cell)), value: readCell(run, cell) },
        ...inputGradient(run, cell),
      ];
    case 'target':
      return targetParts(run, id, cell);
    default:
      return [];
  }
}

function symbolOf({ network }: Run, cell: CellRef): string {
  return cellSymbol(network, cell, viewOf(network, cell, {}));
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

/** ∂L/∂ an input: the sum over what the layers that read it send back. */
function inputGradient(run: Run, cell: CellRef): Parts {
  return madeGradient(run, cell, inputGradientMaking, sentLoss(run.network));
}

/** A gradient that no run computes, in float64 of the run's numbers. */
function madeGradient(
  run: Run,
  cell: CellRef,
  makingOf: (run: Run, cell: CellRef, view: SymbolView) => Term,
  loss: Latex,
): Parts {
  const { network } = run;
  const view = viewOf(network, cell, {});
  const making = makingOf(run, cell, view);
  const value = evaluate(making, (ref) => readCell(run, ref));
  const proof = writeProof(run, making, view, false);
  const symbol = gradientSymbol(network.notation, cellSymbol(network, cell, view), loss);
  return [
    { kind: 'value', name: plainFormula(symbol), value },
    { kind: 'formula', latex: inLines(symbol, proof, value) },
    ...omission(proof),
  ];
}

/** What a target is to the loss, and the derivative that it makes at its output. */
function targetParts(run: Run, id: number, cell: CellRef): Parts {
  const { network, backward } = run;
  const output = network.layers.at(-1)!;
  const isClass = network.loss.rule.targets === 'classes';
  const column = isClass ? at(network.spec.targets, cell.row, 0) : cell.column;
  const isFused = backward.upstreamGradients[output.index] === undefined;
  const quantity = isFused ? 'delta' : 'upstreamGradient';
  return [
    ...(isClass ? classParts(run, cell, column) : valueParts(run, cell)),
    ...proofOf(run, id, { ...cell, column, quantity, layer: output.index }),
  ];
}

/** The number of a class can change by whole classes only: there is no derivative by it. */
function classParts({ network }: Run, { row }: CellRef, category: number): Parts {
  return [
    { kind: 'value', name: l10n.t('class'), value: category },
    {
      kind: 'text',
      text: l10n.t(
        'The true class of sample {0}, counted from 0: y of unit {1} is 1, of the {2} others 0. It enters the loss, and by this derivative every gradient:',
        row + 1,
        category + 1,
        columnsOf(network.targets) - 1,
      ),
    },
  ];
}

/** y as the loss reads it, which a label's own number may be another spelling of. */
function valueParts(run: Run, cell: CellRef): Parts {
  const { targets, spec, loss } = run.network;
  const read = targets === spec.targets ? undefined : loss.rule.readTargets;
  return [
    { kind: 'value', name: plainFormula(symbolOf(run, cell)), value: readCell(run, cell) },
    ...(read === undefined ? [] : [{ kind: 'text', text: l10n.t(read.documentation) } as const]),
    ...madeGradient(run, cell, targetGradientMaking, 'L'),
    { kind: 'text', text: l10n.t('It enters the loss, and by this derivative every gradient:') },
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
