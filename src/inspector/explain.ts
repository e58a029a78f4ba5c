/** The proof of one number: its formula, the numbers put in, where they came from. */
import * as l10n from '@vscode/l10n';
import type { CellRef } from '../engine/cell';
import { readCell } from '../engine/cells';
import { makingOf } from '../engine/making';
import type { Network } from '../engine/network';
import type { Run } from '../engine/run';
import { cellSymbol, type SymbolView } from '../engine/symbols';
import type { Latex, Term } from '../engine/term';
import { allDigits } from './digits';
import { derivationOf } from './formulas';
import { contextOf, deltaText, givenCell, nameOf, sampleOf, singular } from './naming';
import { proofMarkdown } from './proofMarkdown';
import type { Explanation, FormulaId, Proof, Selection } from './views';
import { withoutClasses, writeProof } from './writing';

/** So many operands are proved one level down. */
const DEEPER = 3;

/** Which indices symbols carry: a sample's only where several are on screen, or in the proof. */
export function viewOf(network: Network, cell: CellRef, selection: Selection): SymbolView {
  return {
    sampleIndex: network.samples > 1 && (selection.sample === undefined || sampleOf(cell) === undefined),
  };
}

/**
 * Explains one number of a run.
 * @param id the run's number, passed on.
 * @param whole writes every term of long sums.
 */
export function explain(
  run: Run,
  id: number,
  cell: CellRef,
  selection: Selection,
  whole: boolean,
): Explanation {
  const { network } = run;
  const view = viewOf(network, cell, selection);
  const symbol = symbolOf(network, cell, view);
  const value = readCell(run, cell);
  const making = makingOf(run, makerOf(network, cell), view);
  const proof = making === undefined ? undefined : prove(run, cell, making, view, whole);
  const written = {
    name: nameOf(network, cell),
    context: contextOf(network, cell),
    value,
    notes: notesOn(run, cell),
    latex: inLines(symbol, proof, value),
  };
  return {
    ...written,
    run: id,
    cell,
    symbol,
    formula: formulaOf(network, cell),
    proof,
    deeper: proof === undefined ? [] : deeperProofs(run, proof, view),
    goTo: placeInFile(cell),
    markdown: proofMarkdown(written),
    checkable: cell.quantity === 'parameterGradient' || cell.quantity === 'delta',
  };
}

/** With one sample its loss is the loss. */
function makerOf(network: Network, cell: CellRef): CellRef {
  return cell.quantity === 'loss' && network.samples === 1
    ? { quantity: 'sampleLoss', row: 0, column: 0 }
    : cell;
}

/** A sample's loss keeps its number even where it is the only one on screen: ℓ₂ is a part of L, not L. */
function symbolOf(network: Network, cell: CellRef, view: SymbolView): Latex {
  if (cell.quantity !== 'sampleLoss') return cellSymbol(network, cell, view);
  return network.samples === 1 ? 'L' : cellSymbol(network, cell, { sampleIndex: true });
}

function prove(run: Run, cell: CellRef, making: Term, view: SymbolView, whole: boolean): Proof {
  return {
    ...writeProof(run, making, view, whole),
    derivation: isFused(run.network, cell) ? derivationOf(run.network) : [],
  };
}

function deeperProofs(run: Run, proof: Proof, view: SymbolView): Explanation['deeper'] {
  const proofs: Explanation['deeper'][number][] = [];
  for (const { cell, symbol, value } of proof.operands) {
    const making = makingOf(run, cell, view);
    if (making === undefined) continue;
    proofs.push({ symbol, value, proof: prove(run, cell, making, view, false) });
    if (proofs.length === DEEPER) break;
  }
  return proofs;
}

function isOutput(network: Network, cell: CellRef): boolean {
  return cell.layer === network.layers.length - 1;
}

/** Whether the number was computed by loss and activation as one. */
function isFused(network: Network, cell: CellRef): boolean {
  const { fused, fromLogits } = network.loss;
  if (fused === undefined || !isOutput(network, cell)) return false;
  return cell.quantity === (fromLogits ? 'upstreamGradient' : 'delta');
}

function formulaOf(network: Network, cell: CellRef): FormulaId | undefined {
  switch (cell.quantity) {
    case 'preActivation':
    case 'activation':
    case 'activationDerivative':
      return cell.quantity;
    case 'upstreamGradient':
      return isOutput(network, cell) ? 'lossDerivative' : 'inputDerivative';
    case 'delta':
      return isOutput(network, cell) ? 'outputDelta' : 'hiddenDelta';
    case 'parameterGradient':
      return cell.parameter === 'biases' ? 'biasGradient' : 'weightGradient';
    case 'loss':
    case 'sampleLoss':
      return 'loss';
    case 'input':
    case 'target':
    case 'parameter':
    case 'relativeGradient':
      return undefined;
  }
}

function notesOn(run: Run, cell: CellRef): readonly string[] {
  const { network } = run;
  const notes: string[] = [];
  const { loss, samples } = network;
  const isLoss = cell.quantity === 'sampleLoss' || (cell.quantity === 'loss' && samples === 1);
  if (loss.fused !== undefined && (isLoss || isFused(network, cell))) {
    const titles = [l10n.t(loss.rule.title), l10n.t(loss.fused.activation.title)] as const;
    notes.push(
      loss.fromLogits
        ? l10n.t(
            'Computed from the outputs, which are logits: {0} and {1} together, which stays exact where each alone would overflow or divide by 0.',
            ...titles,
          )
        : l10n.t(
            'Computed from z: {0} and {1} together, which stays exact where each alone would overflow or divide by 0.',
            ...titles,
          ),
    );
  }
  if (loss.fromLogits && isFused(network, cell)) {
    notes.push(
      l10n.t(
        'In the derivation z_j is the logit, which is this layer’s output, and a_j the probability made of it.',
      ),
    );
  }
  if (startsWithScale(network, cell)) {
    notes.push(
      loss.deltaScale === 1
        ? l10n.t(
            'The factor 1/m = 1/{0} of the mean over the batch is not in here: it is the derivative of m L, each sample’s own, and the gradients of parameters have the factor.',
            samples,
          )
        : l10n.t(
            'The factor 1/m = 1/{0} of the mean over the batch is in here, so that a gradient is the plain sum over samples.',
            samples,
          ),
    );
  }
  if (cell.quantity === 'parameterGradient' && loss.gradientScale !== 1) {
    notes.push(
      l10n.t(
        'The factor 1/m = 1/{0} of the mean over the batch stands here; {1} does not have it.',
        samples,
        deltaText(network.notation),
      ),
    );
  }
  if (network.spec.dtype === 'float32') {
    notes.push(l10n.t('float32: each sum is accumulated in float64 and rounded once, when it is stored.'));
  }
  const kink = kinkAt(run, cell);
  if (kink !== undefined) notes.push(kink);
  if (cell.sample !== undefined && samples > 1) {
    const part =
      loss.sampleScale === 1 ? `ℓ${subscript(cell.sample)}` : `ℓ${subscript(cell.sample)}/${samples}`;
    notes.push(
      l10n.t(
        'The part of sample {0} alone, {1} = {2}; the batch’s gradient is the sum of all {3} parts.',
        cell.sample + 1,
        `L${subscript(cell.sample)}`,
        part,
        samples,
      ),
    );
  }
  if (
    network.loss.rule.readTargets?.applies(network.spec.targets.data) === true &&
    cell.quantity === 'target'
  ) {
    notes.push(l10n.t(network.loss.rule.readTargets.documentation));
  }
  return notes;
}

/** Whether 1/m stands in the number's own proof, or would stand there in the other convention. */
function startsWithScale(network: Network, cell: CellRef): boolean {
  if (network.loss.sampleScale === 1 || !isOutput(network, cell)) return false;
  if (cell.quantity === 'upstreamGradient') return true;
  return cell.quantity === 'delta' && isFused(network, cell);
}

function subscript(sample: number): string {
  return String(sample + 1).replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]!);
}

function kinkAt(run: Run, cell: CellRef): string | undefined {
  const { network } = run;
  const layer = network.layers[cell.layer ?? -1];
  if (layer === undefined) return undefined;
  if (cell.quantity === 'activationDerivative' && layer.activation.kind === 'elementwise') {
    const z = readCell(run, { ...cell, quantity: 'preActivation' });
    if (layer.activation.kinks(layer.activationParameters).includes(z)) {
      return l10n.t(
        'z is exactly at a kink of {0}, where the slope jumps; it is taken as {1}, as PyTorch does.',
        l10n.t(layer.activation.title),
        readCell(run, cell),
      );
    }
  }
  if (cell.quantity === 'upstreamGradient' && isOutput(network, cell) && network.loss.fused === undefined) {
    const y = readCell(run, { quantity: 'target', row: cell.row, column: cell.column });
    const a = readCell(run, { ...cell, quantity: 'activation' });
    if (network.loss.rule.kinks(y, network.loss.parameters).includes(a)) {
      return l10n.t(
        'The output is exactly at a kink of {0}; the derivative there is taken as PyTorch does.',
        l10n.t(network.loss.rule.title),
      );
    }
  }
  return undefined;
}

function placeInFile(cell: CellRef): Explanation['goTo'] {
  const given = givenCell(cell);
  if (given === undefined) return undefined;
  return { cell: given, label: givenLabel(given) };
}

function givenLabel({ quantity, parameter }: CellRef): string {
  if (parameter !== undefined) return singular(parameter);
  return quantity === 'input' ? l10n.t('input') : l10n.t('target');
}

/** For a document: aligned equations without the classes that the panel needs. */
export function inLines(
  symbol: Latex,
  proof: Pick<Proof, 'symbolic' | 'substituted'> | undefined,
  value: number,
): Latex {
  if (proof === undefined) return `${symbol} = ${allDigits(value)}`;
  const lines = [withoutClasses(proof.symbolic), withoutClasses(proof.substituted), allDigits(value)];
  return `\\begin{aligned} ${symbol} &= ${lines.join(' \\\\ &= ')} \\end{aligned}`;
}
