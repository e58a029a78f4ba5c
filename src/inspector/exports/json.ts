/** One JSON object: which matrix it is, its shape, its numbers as the command line writes them. */
import { jsonNumber } from '../jsonNumbers';
import { asciiJson } from './ascii';
import { type Encoder, fileShape } from './encoder';
import { encodeText } from './text';

/** A vector's values are one list, a matrix's one list a row. */
export const json: Encoder = (matrix, about) => {
  const shape = fileShape(matrix);
  const head = asciiJson({ ...about, shape }).slice(0, -1);
  const [open, close] = shape.length === 1 ? ['[', ']'] : ['[[', ']]'];
  return encodeText(matrix, {
    before: `${head},"values":${open}`,
    number: jsonNumber,
    between: ',',
    betweenRows: '],[',
    after: `${close}}\n`,
  });
};
