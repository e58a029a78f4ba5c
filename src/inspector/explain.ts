/** The proof of one number: its formula, the numbers put in, where they came from. */
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
    const from = loss.fromLogits ? 'the outputs, which are logits' : 'z';
    notes.push(
      `Computed from ${from}: ${loss.rule.title} and ${loss.fused.activation.title} together, which stays exact where each alone would overflow or divide by 0.`,
    );
  }
  if (loss.fromLogits && isFused(network, cell)) {
    notes.push(
      'In the derivation z_j is the logit, which is this layer’s output, and a_j the probability made of it.',
    );
  }
  if (startsWithScale(network, cell)) {
    notes.push(
      loss.deltaScale === 1
        ? `The factor 1/m = 1/${samples} of the mean over the batch is not in here: it is the derivative of m L, each sample’s own, and the gradients of parameters have the factor.`
        : `The factor 1/m = 1/${samples} of the mean over the batch is in here, so that a gradient is the plain sum over samples.`,
    );
  }
  if (cell.quantity === 'parameterGradient' && loss.gradientScale !== 1) {
    notes.push(
      `The factor 1/m = 1/${samples} of the mean over the batch stands here; ${deltaText(network.notation)} does not have it.`,
    );
  }
  if (network.spec.dtype === 'float32') {
    notes.push('float32: each sum is accumulated in float64 and rounded once, when it is stored.');
  }
  const kink = kinkAt(run, cell);
  if (kink !== undefined) notes.push(kink);
  if (cell.sample !== undefined && samples > 1) {
    const part =
      loss.sampleScale === 1 ? `ℓ${subscript(cell.sample)}` : `ℓ${subscript(cell.sample)}/${samples}`;
    notes.push(
      `The part of sample ${cell.sample + 1} alone, L${subscript(cell.sample)} = ${part}; the batch’s gradient is the sum of all ${samples} parts.`,
    );
  }
  if (
    network.loss.rule.readTargets?.applies(network.spec.targets.data) === true &&
    cell.quantity === 'target'
  ) {
    notes.push(network.loss.rule.readTargets.documentation);
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
      return `z is exactly at a kink of ${layer.activation.title}, where the slope jumps; it is taken as ${String(readCell(run, cell))}, as PyTorch does.`;
    }
  }
  if (cell.quantity === 'upstreamGradient' && isOutput(network, cell) && network.loss.fused === undefined) {
    const y = readCell(run, { quantity: 'target', row: cell.row, column: cell.column });
    const a = readCell(run, { ...cell, quantity: 'activation' });
    if (network.loss.rule.kinks(y, network.loss.parameters).includes(a)) {
      return `The output is exactly at a kink of ${network.loss.rule.title}; the derivative there is taken as PyTorch does.`;
    }
  }
  return undefined;
}

function placeInFile(cell: CellRef): Explanation['goTo'] {
  const given = givenCell(cell);
  if (given === undefined) return undefined;
  const { quantity, parameter } = given;
  return { cell: given, label: parameter === undefined ? quantity : singular(parameter) };
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
