/** Which of a run's numbers a layer shows: those of one sample, or of the whole batch. */
import type { LayerView, MatrixRef, Overview } from '../../src/inspector/views';

/** The one sample that is on screen; undefined where there are several. */
export function shownSample(overview: Overview): number | undefined {
  return overview.sample ?? (overview.samples === 1 ? 0 : undefined);
}

/** The gradient on screen: the batch's, or the selected sample's own part of it. */
export function gradientMatrix(
  overview: Overview,
  layer: LayerView,
  parameter: string,
  quantity: 'parameterGradient' | 'relativeGradient' = 'parameterGradient',
): MatrixRef {
  const matrix = { quantity, layer: layer.index, parameter };
  return overview.sample === undefined ? matrix : { ...matrix, sample: overview.sample };
}

/** What the layer reads: an earlier layer's activations, or the inputs. */
export function inputMatrix(layer: LayerView): MatrixRef {
  return layer.source === undefined ? { quantity: 'input' } : { quantity: 'activation', layer: layer.source };
}
