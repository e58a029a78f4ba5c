/** Products of matrices, said once and read in any notation: (A W)ᵀ = Wᵀ Aᵀ. */
import type { Notation } from '../notation';

/** A matrix of samples (what the layer reads, δ), or a parameter by its name. */
export type Factor = 'input' | 'delta' | { readonly parameter: string };

/** Factors of a product whose rows are samples, or inputs of a parameter in × out. */
export interface MatrixProduct {
  /** What the product is. */
  readonly makes: 'samples' | 'parameter';
  readonly factors: readonly OrientedFactor[];
}

export interface OrientedFactor {
  readonly of: Factor;
  readonly transposed: boolean;
}

export function plain(of: Factor): OrientedFactor {
  return { of, transposed: false };
}

export function transposed(of: Factor): OrientedFactor {
  return { of, transposed: true };
}

/** Which way matrices lie. */
export type Orientation = Pick<Notation, 'weights' | 'samples'>;

/** The factors in the order and with the transposes that make the same product of matrices that lie this way. */
export function oriented({ makes, factors }: MatrixProduct, way: Orientation): readonly OrientedFactor[] {
  const turns = {
    samples: way.samples === 'columns',
    parameter: way.weights === 'out_in',
  };
  const turned = turns[makes] ? factors.map(flipped).reverse() : factors;
  return turned.map((factor) =>
    turns[typeof factor.of === 'string' ? 'samples' : 'parameter'] ? flipped(factor) : factor,
  );
}

function flipped({ of, transposed: was }: OrientedFactor): OrientedFactor {
  return { of, transposed: !was };
}
