/** Every number that a file gives is found in its text, and found back from there. */
import { describe, expect, it } from 'vitest';
import type { CellRef } from '../../src/engine/cell';
import type { NetworkSpec } from '../../src/engine/network';
import { at, columnsOf, rowsOf, type Tensor } from '../../src/engine/tensor';
import { cellAt, locate, type ModelSource, pathOf } from '../../src/model/locate';
import { readModel } from '../../src/model/readModel';
import { positionAt } from './support/marked';

/** A model whose every number is another one, so that a wrong place shows. */
function distinctModel(layout: 'in_out' | 'out_in', classTargets?: string): string {
  let next = 0;
  const number = (): string => {
    next += 1;
    return next % 7 === 0 ? `-${next}.5e-1` : String(next);
  };
  const vector = (length: number): string => `[${Array.from({ length }, number).join(', ')}]`;
  const matrix = (rows: number, columns: number): string =>
    `[\n${Array.from({ length: rows }, () => `      ${vector(columns)}`).join(',\r\n')} /* end */ ,\n    ]`;
  const weights = (inputs: number, units: number): string =>
    layout === 'in_out' ? matrix(inputs, units) : matrix(units, inputs);
  return `// "weights": [[99]] is only a comment
{
  "weightLayout": "${layout}",
  "layers": [
    { "type": "dense", "name": "weights", "weights": ${weights(3, 4)}, "biases": ${vector(4)} },
    { "type": "dense", "weights": ${weights(4, 2)} },
  ],
  "loss": "${classTargets === undefined ? 'mean_squared_error' : 'sparse_categorical_crossentropy'}",
  "batch": { "inputs": ${matrix(2, 3)}, "targets": ${classTargets ?? matrix(2, 2)} },
}`;
}

function read(text: string): { spec: NetworkSpec; source: ModelSource } {
  const { spec, source, issues } = readModel(text, 'test');
  expect(issues).toEqual([]);
  return { spec: spec!, source: source! };
}

/** Every cell of the file's own numbers with its value. */
function cellsOf(spec: NetworkSpec): readonly { cell: CellRef; value: number }[] {
  const cells = (ref: Omit<CellRef, 'row' | 'column'>, tensor: Tensor): { cell: CellRef; value: number }[] =>
    Array.from({ length: rowsOf(tensor) * columnsOf(tensor) }, (_, i) => {
      const row = Math.floor(i / columnsOf(tensor));
      const column = i % columnsOf(tensor);
      return { cell: { ...ref, row, column }, value: at(tensor, row, column) };
    });
  return [
    ...cells({ quantity: 'input' }, spec.inputs),
    ...cells({ quantity: 'target' }, spec.targets),
    ...spec.layers.flatMap((layer, l) =>
      Object.entries(layer.parameters).flatMap(([parameter, tensor]) =>
        cells({ quantity: 'parameter', layer: l, parameter }, tensor),
      ),
    ),
  ];
}

const texts = {
  in_out: distinctModel('in_out'),
  out_in: distinctModel('out_in'),
  'class indices in a list': distinctModel('in_out', '[1, 0]'),
  'class indices in rows': distinctModel('in_out', '[[ 1 ], [ 0 ]]'),
};

describe.each(Object.entries(texts))('%s', (_name, text) => {
  const { spec, source } = read(text);
  const cells = cellsOf(spec);

  it('has a place for each number: exactly that number', () => {
    expect(cells.length).toBeGreaterThan(30);
    for (const { cell, value } of cells) {
      const range = locate(text, pathOf(cell, source)!)!;
      expect(Number(text.slice(range.start.offset, range.end.offset)), JSON.stringify(cell)).toBe(value);
      expect(range).toEqual({
        start: positionAt(text, range.start.offset),
        end: positionAt(text, range.end.offset),
      });
    }
  });

  it('leads from each place back to its number', () => {
    for (const { cell } of cells) {
      const range = locate(text, pathOf(cell, source)!)!;
      for (let offset = range.start.offset; offset <= range.end.offset; offset++) {
        expect(cellAt(text, offset, source)).toEqual(cell);
      }
    }
  });

  it('has a source that can be sent to another thread', () => {
    expect(structuredClone(source)).toEqual(source);
  });
});

describe('places that are no numbers of the model', () => {
  const text = texts.in_out;
  const { source } = read(text);

  it.each(['"weightLayout"', '"in_out"', '// "weights": [[99', '"biases"', '/* end', '"mean_squared'])(
    'there is none at %s',
    (word) => {
      expect(cellAt(text, text.indexOf(word) + word.length - 1, source)).toBeUndefined();
    },
  );

  it('there is none behind the text', () => {
    expect(cellAt(text, text.length + 10, source)).toBeUndefined();
  });

  it('computed numbers have no path', () => {
    expect(pathOf({ quantity: 'delta', layer: 0, row: 0, column: 0 }, source)).toBeUndefined();
    expect(pathOf({ quantity: 'loss', row: 0, column: 0 }, source)).toBeUndefined();
    expect(
      pathOf({ quantity: 'parameter', layer: 1, parameter: 'biases', row: 0, column: 0 }, source),
    ).toBeUndefined();
  });

  it('paths that lead nowhere have no range', () => {
    expect(locate(text, ['layers', 7])).toBeUndefined();
    expect(locate(text, ['layers', 0, 'weights', 0, 99])).toBeUndefined();
    expect(locate('', [])).toBeUndefined();
  });
});

describe('the cell of a one-hot target', () => {
  const { source } = read(texts['class indices in a list']);
  it('stands at its class index', () => {
    expect(pathOf({ quantity: 'target', row: 1, column: 1 }, source)).toEqual(['batch', 'targets', 1]);
  });
});
