/** A whole pass after an edit of the model: what the edit cannot have changed is taken over from the run before. */
import { backward } from './backward';
import type { Computation } from './computation';
import { forward, type KnownTensors } from './forward';
import { kernels as defaultKernels } from './kernels';
import type { Kernels } from './kernels/kernels';
import type { Network, NetworkLayer } from './network';
import type { ParameterValues } from './rule';
import type { Run } from './run';
import type { Tensor } from './tensor';

/**
 * Forward and backward pass over the network's batch, bit for bit as `run`. A layer's z and a are those of the run
 * before where all that they are made of is the same to the bit. The backward pass starts from the loss, which depends
 * on every number: it is taken over only where none has changed. Yields multiply-adds as `run` does, those that were
 * saved at once.
 */
export function* rerun(network: Network, before: Run, kernels: Kernels = defaultKernels): Computation<Run> {
  const { known, saved } = compare(network, before);
  yield saved;
  const forwardTrace = yield* forward(network, kernels, known);
  const nothingChanged =
    network.layers.length === before.network.layers.length &&
    known.activations.every((a) => a !== undefined) &&
    sameLoss(network, before.network);
  const backwardTrace = nothingChanged ? before.backward : yield* backward(network, forwardTrace, kernels);
  return { network, forward: forwardTrace, backward: backwardTrace };
}

/** The tensors of the forward pass that are the same as before, and the multiply-adds that this saves. */
function compare(network: Network, before: Run): { readonly known: KnownTensors; readonly saved: number } {
  const preActivations: (Tensor | undefined)[] = [];
  const activations: (Tensor | undefined)[] = [];
  let saved = 0;
  const sameInputs = sameTensor(network.spec.inputs, before.network.spec.inputs);
  for (const layer of network.layers) {
    const old = before.network.layers[layer.index];
    const sourcesKnown = layer.inputs.every(
      (source, s) =>
        source === old?.inputs[s] && (source === 'inputs' ? sameInputs : activations[source] !== undefined),
    );
    const zKnown = old !== undefined && sourcesKnown && sameTransport(layer, old);
    preActivations.push(zKnown ? before.forward.preActivations[layer.index] : undefined);
    activations.push(
      zKnown && sameActivation(layer, old) ? before.forward.activations[layer.index] : undefined,
    );
    if (zKnown)
      saved += network.samples * layer.units * layer.inputWidths.reduce((sum, width) => sum + width, 0);
  }
  return { known: { preActivations, activations }, saved };
}

function sameTransport(layer: NetworkLayer, old: NetworkLayer): boolean {
  const names = Object.keys(layer.parameters);
  return (
    layer.rule === old.rule &&
    layer.units === old.units &&
    layer.inputs.length === old.inputs.length &&
    names.length === Object.keys(old.parameters).length &&
    names.every((name) => sameTensor(layer.parameters[name], old.parameters[name]))
  );
}

function sameActivation(layer: NetworkLayer, old: NetworkLayer): boolean {
  return (
    layer.activation === old.activation && sameValues(layer.activationParameters, old.activationParameters)
  );
}

function sameLoss({ spec, loss }: Network, old: Network): boolean {
  return (
    loss.rule === old.loss.rule &&
    loss.fromLogits === old.loss.fromLogits &&
    loss.sampleScale === old.loss.sampleScale &&
    sameValues(loss.parameters, old.loss.parameters) &&
    sameTensor(spec.targets, old.spec.targets)
  );
}

function sameValues(values: ParameterValues, old: ParameterValues): boolean {
  const names = Object.keys(values);
  return (
    names.length === Object.keys(old).length && names.every((name) => Object.is(values[name], old[name]))
  );
}

/** Whether shape, dtype and every bit that matters agree: NaN equals NaN, 0 does not equal −0. */
function sameTensor(x: Tensor | undefined, y: Tensor | undefined): boolean {
  if (x === undefined || y === undefined) return x === y;
  const [a, b] = [x.data, y.data];
  if (a.constructor !== b.constructor || x.shape.length !== y.shape.length) return false;
  if (!x.shape.every((length, i) => length === y.shape[i])) return false;
  for (let i = 0; i < a.length; i++) {
    if (!Object.is(a[i], b[i])) return false;
  }
  return true;
}
