/** What is told of a network whether or not it has run: layers, symbols, formulas, the loss. */
import * as l10n from '@vscode/l10n';
import type { Network, NetworkLayer } from '../engine/network';
import { layerNumber, parameterSymbol, quantitySymbol } from '../engine/symbols';
import { columnsOf, rowsOf } from '../engine/tensor';
import type { Latex } from '../engine/term';
import {
  asFactor,
  elementLoss,
  flatGradient,
  flatUpstream,
  fusedDelta,
  isBatch,
  lossDerivative,
  onScreen,
  signFirst,
  slope,
  whole,
} from './formulas';
import { numberingOf, parameterGradient, sentBack } from './layerFormulas';
import type { LayerView, LossView, ParameterView, Selection } from './views';

/** A loss without its value. */
export type NetworkLossView = Omit<LossView, 'value' | 'substituted'>;

/** A layer without what its numbers are, or decide. */
export type NetworkLayerView = Omit<
  LayerView,
  'rows' | 'deltaNorm' | 'upstreamNorm' | 'maxGradients' | 'deadUnits'
>;

export function networkLossView(network: Network, selection: Selection): NetworkLossView {
  const { rule } = network.loss;
  const output = network.layers.at(-1)!;
  const several = output.units > 1;
  const batch = isBatch(network, selection);
  const element = elementLoss(
    network,
    layerNumber(output.index),
    { sample: batch ? 'k' : undefined, unit: several ? 'j' : undefined },
    false,
  );
  const overOutputs = `${network.loss.outputScale === 1 ? '' : `\\frac{1}{${output.units}} `}${several ? '\\sum_j' : ''}`;
  const overSamples = `${network.loss.sampleScale === 1 ? '' : `\\frac{1}{${network.samples}} `}\\sum_k`;
  const classes = rule.targets === 'classes';
  const common = { title: l10n.t(rule.title), documentation: l10n.t(rule.documentation), classes };
  if (batch) {
    return {
      ...common,
      symbolic: `L = ${signFirst(`${overSamples} ${overOutputs}`.trim(), element)}`,
      cell: { quantity: 'loss', row: 0, column: 0 },
    };
  }
  const sample = selection.sample ?? 0;
  const name =
    network.samples === 1
      ? 'L'
      : quantitySymbol(network, 'sampleLoss', 'inputs', { sample: `${sample + 1}` });
  return {
    ...common,
    symbolic: `${name} = ${signFirst(overOutputs, element)}`,
    cell: { quantity: 'sampleLoss', row: sample, column: 0 },
  };
}

export function networkLayerView(
  network: Network,
  layer: NetworkLayer,
  selection: Selection,
): NetworkLayerView {
  const { notation } = network;
  const batch = isBatch(network, selection);
  const numbering = numberingOf(layer);
  const l = numbering.layer;
  const shownBlock = (latex: Latex): Latex => rowLabel(network, latex, batch);
  const source = layer.inputs[0];
  const parameters = Object.entries(layer.rule.parameters).flatMap(([name, declared]): ParameterView[] => {
    const tensor = layer.parameters[name];
    if (tensor === undefined) return [];
    const vector = declared.axes.length === 1;
    const shown = (latex: Latex): Latex => (vector ? latex : onScreen(notation, latex, 'parameter'));
    return [
      {
        name,
        symbol: shown(parameterSymbol(notation, declared, {}, l)),
        gradientSymbol: shown(flatGradient(network, declared, l, selection)),
        letter: declared.symbol.matrix.replace(/^\\/, ''),
        rows: rowsOf(tensor),
        columns: columnsOf(tensor),
        vector,
      },
    ];
  });
  return {
    index: layer.index,
    name: layer.name,
    type: layer.type,
    units: layer.units,
    inputWidth: layer.inputWidths[0] ?? 0,
    source: source === 'inputs' ? undefined : source,
    readers: layer.readers.map(({ layer: reader }) => reader),
    activation: {
      name: layer.activation.name,
      title: l10n.t(layer.activation.title),
      documentation: l10n.t(layer.activation.documentation),
      kind: layer.activation.kind,
    },
    parameters,
    symbols: {
      z: shownBlock(whole(notation, 'z', l, batch)),
      a: shownBlock(whole(notation, 'a', l, batch)),
      delta: shownBlock(whole(notation, 'delta', l, batch)),
      upstream: shownBlock(flatUpstream(network, l, batch)),
      input: shownBlock(whole(notation, 'a', numbering.input, batch)),
    },
    formulas: {
      delta: `${whole(notation, 'delta', l, batch)} = ${deltaFormula(network, layer, batch)}`,
      parameterGradients: Object.fromEntries(
        parameters.map(({ name }) => [
          name,
          `${flatGradient(network, layer.rule.parameters[name]!, l, selection)} = ${parameterGradient(network, layer.rule, name, batch, numbering, false)}`,
        ]),
      ),
    },
  };
}

function isOutput(network: Network, layer: NetworkLayer): boolean {
  return layer.index === network.layers.length - 1;
}

/** Whether δ of this layer is computed by loss and activation as one. */
export function isFused(network: Network, layer: NetworkLayer): boolean {
  return isOutput(network, layer) && network.loss.fused !== undefined && !network.loss.fromLogits;
}

/** What arrives from above: from the loss at the output, else from every reader. */
export function upstreamLabel(network: Network, layer: NetworkLayer, batch: boolean): Latex {
  const l = layerNumber(layer.index);
  if (isOutput(network, layer)) return lossDerivative(network, l, batch, false);
  const parts = layer.readers.map(({ layer: reader }) => {
    const { rule } = network.layers[reader]!;
    return sentBack(network, rule, batch, { input: l, layer: layerNumber(reader) });
  });
  return parts.length === 0 ? '0' : parts.join(' + ');
}

function deltaFormula(network: Network, layer: NetworkLayer, batch: boolean): Latex {
  const l = layerNumber(layer.index);
  if (isFused(network, layer)) return fusedDelta(network, l, batch, false);
  const upstream = upstreamLabel(network, layer, batch);
  if (layer.activation.kind === 'row') {
    return `J_{\\text{${layer.activation.title}}}^{\\mathsf{T}} ${asFactor(upstream)}`;
  }
  return `${asFactor(upstream)} \\odot ${slope(network.notation, l, batch)}`;
}

/** Of a block of rows that are samples. */
export function rowLabel({ notation }: Network, latex: Latex, batch: boolean): Latex {
  return batch ? onScreen(notation, latex, 'batch') : latex;
}
