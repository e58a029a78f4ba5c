/** What an exported file is called until the user calls it otherwise: by layer and matrix, in characters that any file may have. */
import type { MatrixRef, Overview } from '../../inspector/views';

/** "features-dL-dW.npy", "output-delta-sample-2.csv"; "xor-inputs.json" of what belongs to no layer. */
export function fileNameOf(
  { name, layers }: Pick<Overview, 'name' | 'layers'>,
  matrix: MatrixRef,
  extension: string,
): string {
  const { layer, sample } = matrix;
  const whose = layer === undefined ? name : (layers[layer]?.name ?? '');
  const parts = [safe(whose), safe(matrixName(matrix)), sample === undefined ? '' : `sample-${sample + 1}`];
  return `${parts.filter((part) => part !== '').join('-')}.${extension}`;
}

function matrixName({ quantity, parameter = '' }: MatrixRef): string {
  const short = { weights: 'W', biases: 'b' }[parameter] ?? parameter;
  switch (quantity) {
    case 'input':
      return 'inputs';
    case 'target':
      return 'targets';
    case 'parameter':
      return short;
    case 'preActivation':
      return 'z';
    case 'activation':
      return 'a';
    case 'activationDerivative':
      return 'slope';
    case 'upstreamGradient':
      return 'dL-da';
    case 'delta':
      return 'delta';
    case 'parameterGradient':
      return `dL-d${short}`;
    case 'relativeGradient':
      return `dL-d${short}-over-${short}`;
    case 'sampleLoss':
      return 'sample-losses';
    case 'loss':
      return 'loss';
  }
}

/** Longer names are more than some file systems take. */
const LONGEST = 60;

/** Letters and digits of any script, with a hyphen for everything between. */
function safe(text: string): string {
  return text
    .normalize()
    .replaceAll(/[^\p{L}\p{M}\p{N}_.]+/gu, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(0, LONGEST);
}
