/** What a product works with: its operands, the memory, and the kernels over it. */
import type { Numbers } from '../../tensor';
import type { Arena } from './arena';
import { type ElementKernels, instantiate } from './instance';
import type { Arithmetic } from './layout';
import type { ElementBytes, Operand } from './operands';

/** C (m × n) = A (m × k) · B (k × n), each length at least 1, plus the row `bias` (n) on each row if there is one. */
export interface Product {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly a: Operand;
  readonly b: Operand;
  readonly bias?: Numbers;
  readonly out: Numbers;
}

/** Multiply-adds after which the driver has its turn. */
export const SLICE = 2_000_000;

/** The kernels over one memory, and whose its scratch is: computations may alternate between their slices. */
export class Workspace {
  readonly #kernels: { readonly 8: ElementKernels; readonly 4: ElementKernels };
  #scratchOwner: object | undefined;

  constructor(
    arithmetic: Arithmetic,
    readonly arena: Arena,
  ) {
    this.#kernels = instantiate(arithmetic, arena.memory);
  }

  kernels(bytes: ElementBytes): ElementKernels {
    return this.#kernels[bytes];
  }

  /** The address of so many bytes of scratch, which are the owner's until somebody else asks for some. */
  scratch(owner: object, bytes: number): number {
    this.#scratchOwner = owner;
    return this.arena.scratch(bytes);
  }

  /** Whether the scratch still is as this owner left it. */
  ownsScratch(owner: object): boolean {
    return this.#scratchOwner === owner;
  }
}
