/** A small valid model, 2-3-1, as text, of which a test replaces one part. */

export interface ModelParts {
  /** JSON of the hidden layer. */
  readonly hidden?: string;
  /** JSON of the output layer. */
  readonly output?: string;
  readonly loss?: string;
  readonly inputs?: string;
  readonly targets?: string;
  /** The whole batch, in place of inputs and targets. */
  readonly batch?: string;
  /** More keys of the model, with a comma behind. */
  readonly more?: string;
}

export function modelText({
  hidden = '{ "type": "dense", "name": "hidden", "weights": [[1, 2, 3], [4, 5, 6]], "biases": [0, 0, 0] }',
  output = '{ "type": "dense", "name": "output", "weights": [[1], [2], [3]] }',
  loss = '"half_squared_error"',
  inputs = '[[0.1, 0.2]]',
  targets = '[[1]]',
  batch = `{ "inputs": ${inputs}, "targets": ${targets} }`,
  more = '',
}: ModelParts): string {
  return `{
  ${more}
  "layers": [
    ${hidden},
    ${output}
  ],
  "loss": ${loss},
  "batch": ${batch}
}`;
}
