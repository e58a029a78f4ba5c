/** The kernels in use. */
import type { Kernels } from './kernels';
import { plainKernels } from './plain';

export const kernels: Kernels = plainKernels;
