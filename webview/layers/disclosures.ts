/** What of a layer is shown on demand, and whether it is shown now. */
import * as l10n from '@vscode/l10n';
import type { LayerView, Overview } from '../../src/inspector/views';
import { MOST_SAMPLE_ROWS, type PlanOptions } from './gridPlan';
import type { Disclosure } from './layerHeader';
import { hasRoomBeside, layoutOf } from './layout';
import { shownSample } from './shownNumbers';
import { shortLabel } from './stepLabel';

/** Up to so many rows the steps to δ of a batch are open from the start. */
const FEW_STEPS = 12;

export interface Shown {
  readonly options: PlanOptions;
  readonly disclosures: readonly Disclosure[];
}

/** Of a layer without a grid. */
export const NOTHING_SHOWN: Shown = {
  options: {
    values: false,
    targets: false,
    steps: false,
    gradients: false,
    parameters: [],
    beside: false,
  },
  disclosures: [],
};

/** @param chosen the user's choice by id; undefined where there was none. */
export function shownOf(
  overview: Overview,
  layer: LayerView,
  width: number,
  chosen: (id: string) => boolean | undefined,
): Shown {
  const layout = layoutOf(layer, width);
  if (layout === 'heatmap') return NOTHING_SHOWN;
  const beside = hasRoomBeside(layer, width);
  const batch = shownSample(overview) === undefined;
  const disclosures: Disclosure[] = [];
  const disclose = (disclosure: Omit<Disclosure, 'open'>, byDefault: boolean): boolean => {
    const open = chosen(disclosure.id) ?? byDefault;
    disclosures.push({ ...disclosure, open });
    return open;
  };
  const { z, a } = layer.symbols;
  const number = layer.index + 1;
  const values = disclose(
    { id: 'values', latex: `${z}, ${a}`, text: '', label: l10n.t('z and activations of layer {0}', number) },
    false,
  );
  const few = overview.samples * layer.rows.length <= FEW_STEPS;
  const steps =
    !batch ||
    (overview.samples <= MOST_SAMPLE_ROWS &&
      layer.rows.length > 0 &&
      disclose(
        {
          id: 'steps',
          latex: layer.rows.map((row) => shortLabel(layer, row, true)).join(', '),
          text: '',
          label: l10n.t('what delta of layer {0} is made of', number),
        },
        few,
      ));
  const parameters = layer.parameters.filter((parameter) => {
    if (layout === 'split' && !parameter.vector) return false;
    const { name: id, symbol: latex, rows, columns, vector } = parameter;
    const text = vector ? String(columns) : `${rows} × ${columns}`;
    return disclose({ id, latex, text, label: l10n.t('{0} of layer {1}', id, number) }, beside);
  });
  return {
    options: {
      values,
      // Without a control of its own: who tries other numbers sees them.
      targets: chosen('targets') ?? false,
      steps,
      gradients: layout === 'digits',
      parameters: parameters.map((parameter) => parameter.name),
      beside,
    },
    disclosures,
  };
}
