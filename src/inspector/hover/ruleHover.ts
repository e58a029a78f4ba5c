/** What is told of a layer, an activation or the loss: definition and derivative from the rules' own formulas, and a run's numbers. */
import * as l10n from '@vscode/l10n';
import type { Network, NetworkLayer } from '../../engine/network';
import { symbolic } from '../../engine/rule';
import type { Tensor } from '../../engine/tensor';
import { gradientSymbol, layerNumber, sentLoss } from '../../engine/symbols';
import { elementLoss, fusedDelta, isBatch, parameterNames, whole } from '../formulas';
import { generalUnit, numberingOf, preActivation } from '../layerFormulas';
import { deltaText, largestGradientName, layerText } from '../naming';
import type { NetworkLayerView, NetworkLossView } from '../networkViews';
import type { LayerView } from '../views';
import { activationPlot } from './activationPlot';
import type { HoverView } from './hoverView';

type Parts = HoverView['parts'];

/** z, δ and the gradients of one layer. */
export function layerHover(network: Network, layer: NetworkLayer, view: NetworkLayerView): Parts {
  const numbering = numberingOf(layer);
  const isThere = (name: string): boolean => layer.parameters[name] !== undefined;
  const z = whole(network.notation, 'z', numbering.layer, false);
  const made = preActivation(network, layer.rule, isThere, numbering);
  return [
    {
      kind: 'title',
      text: `${layerText(network, layer.index)} · ${layer.type}, ${view.inputWidth} → ${view.units}`,
    },
    { kind: 'text', text: l10n.t(layer.rule.documentation) },
    { kind: 'formula', latex: `${z} = ${made}` },
    { kind: 'formula', latex: view.formulas.delta },
    ...Object.values(view.formulas.parameterGradients).map((latex) => ({ kind: 'formula', latex }) as const),
  ];
}

/** How large δ and the gradients are. */
export function layerSizes(network: Network, view: LayerView): Parts {
  return [
    { kind: 'value', name: `‖${deltaText(network.notation)}‖`, value: view.deltaNorm },
    ...view.parameters.map(
      (parameter) =>
        ({
          kind: 'value',
          name: largestGradientName(network.notation, parameter),
          value: view.maxGradients[parameter.name]!,
        }) as const,
    ),
  ];
}

/**
 * σ and σ′, or a row's Jacobian.
 * @param computed the layer's z, m × units, over which they are drawn; undefined before a run.
 */
export function activationHover(network: Network, layer: NetworkLayer, computed: Tensor | undefined): Parts {
  const { activation, activationParameters, index } = layer;
  const l = layerNumber(index);
  const names = parameterNames(activationParameters);
  const head: Parts = [
    { kind: 'title', text: `${l10n.t(activation.title)} · ${layerText(network, index)}` },
    { kind: 'text', text: l10n.t(activation.documentation) },
  ];
  if (activation.kind === 'row') {
    const unit = generalUnit(network.notation, 'a', 'i', l);
    return [
      ...head,
      { kind: 'formula', latex: `${unit} = ${activation.formula}` },
      { kind: 'formula', latex: activation.jacobian },
      {
        kind: 'text',
        text: l10n.t(
          'Each output depends on every z of its sample: there is a full Jacobian instead of one σ′.',
        ),
      },
    ];
  }
  const z = whole(network.notation, 'z', l, false);
  const a = whole(network.notation, 'a', l, false);
  return [
    ...head,
    { kind: 'formula', latex: `${a} = \\sigma(${z}) = ${symbolic(activation.formula, [z], names)}` },
    {
      kind: 'formula',
      latex: `\\sigma'(${z}) = ${symbolic(activation.derivativeFormula, [z, a], names)}`,
    },
    activationPlot(activation, activationParameters, computed),
  ];
}

/** The loss, its derivative at an output, and δ where loss and activation are one. */
export function lossHover(network: Network, loss: NetworkLossView): Parts {
  const { rule, parameters, fused, fromLogits } = network.loss;
  const output = network.layers.at(-1)!;
  const l = layerNumber(output.index);
  const several = output.units > 1;
  const { notation } = network;
  const unit = several ? 'j' : undefined;
  const a = several ? generalUnit(notation, 'a', 'j', l) : whole(notation, 'a', l, false);
  const [y, element] = several ? ['y_j', '\\ell_j'] : ['y', '\\ell'];
  const batch = isBatch(network, {});
  const derivative = symbolic(rule.derivativeFormula, [a, y], parameterNames(parameters));
  const delta = fused === undefined ? undefined : fusedDelta(network, l, batch, false);
  return [
    { kind: 'title', text: loss.title },
    { kind: 'text', text: loss.documentation },
    { kind: 'formula', latex: loss.symbolic },
    ...(rule.formula.pieces.length === 1
      ? []
      : [{ kind: 'formula', latex: `${element} = ${elementLoss(network, l, { unit }, true)}` } as const]),
    ...(fromLogits
      ? []
      : [
          { kind: 'formula', latex: `\\frac{\\partial ${element}}{\\partial ${a}} = ${derivative}` } as const,
        ]),
    ...(delta === undefined || fused === undefined
      ? []
      : ([
          {
            kind: 'text',
            text: l10n.t(
              'Computed together with {0}, so that nothing overflows and nothing is divided by 0:',
              l10n.t(fused.activation.title),
            ),
          },
          {
            kind: 'formula',
            latex: `${fromLogits ? gradientSymbol(notation, whole(notation, 'a', l, batch), sentLoss(network)) : whole(notation, 'delta', l, batch)} = ${delta}`,
          },
        ] as const)),
  ];
}
