/** The file formats of a matrix: another one is a file and a line here. */
import type { MatrixFormat } from '../views';
import { csv } from './csv';
import type { Encoder } from './encoder';
import { json } from './json';
import { latex } from './latex';
import { npy } from './npy';

export const encoders: { readonly [K in MatrixFormat]: Encoder } = { npy, csv, json, latex };
