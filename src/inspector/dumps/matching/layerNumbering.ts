/** From where a user counts layers: decided by all names together. */
import * as l10n from '@vscode/l10n';

/** An array whose name has a number, and the layers that it could belong to by its shape and quantity. */
export interface NumberedArray {
  readonly number: number;
  /** The layer whose own name, with that number, stands in the array's. */
  readonly namedLayer: number | undefined;
  readonly isModule: boolean;
  readonly fitsLayer: (layer: number) => boolean;
}

/** A way of counting. */
export interface Numbering {
  /** For the user; without a full stop. */
  readonly reason: string;
  /** The layer of an array; undefined where this way of counting has none. */
  readonly layerOf: (array: NumberedArray) => number | undefined;
}

/** The ways of counting under which most arrays fit their layers, the usual one first. */
export function numberingsOf(arrays: readonly NumberedArray[]): readonly Numbering[] {
  const numbers = [...new Set(arrays.map(({ number }) => number))].sort((a, b) => a - b);
  const ranks = new Map(numbers.map((number, rank) => [number, rank]));
  const isEven = numbers.every((number) => number % 2 === 0);
  const byName: Numbering = {
    reason: l10n.t('the layer’s own name stands in it'),
    layerOf: ({ namedLayer }) => namedLayer,
  };
  const fromZero: Numbering = {
    reason: l10n.t('layers are counted from 0'),
    layerOf: ({ number }) => number,
  };
  const fromOne: Numbering = {
    reason: l10n.t('layers are counted from 1'),
    layerOf: ({ number }) => number - 1,
  };
  const modules: Numbering = {
    reason: l10n.t('every second module is a layer'),
    layerOf: ({ number }) => (isEven ? number / 2 : undefined),
  };
  const inOrder: Numbering = {
    reason: l10n.t('the numbers in ascending order are the layers'),
    layerOf: ({ number }) => ranks.get(number),
  };
  const counted = arrays.some(({ isModule }) => isModule)
    ? [modules, fromZero, inOrder, fromOne]
    : numbers[0] === 0
      ? [fromZero, inOrder, modules, fromOne]
      : [fromOne, inOrder, fromZero, modules];
  const ways = arrays.some(({ namedLayer }) => namedLayer !== undefined) ? [byName, ...counted] : counted;
  const scores = ways.map((way) => arrays.filter((array) => fitsUnder(array, way)).length);
  const best = Math.max(...scores);
  return ways.filter((_, i) => scores[i] === best);
}

function fitsUnder(array: NumberedArray, { layerOf }: Numbering): boolean {
  const layer = layerOf(array);
  return layer !== undefined && array.fitsLayer(layer);
}
