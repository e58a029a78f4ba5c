/** The JSON schema agrees with the reader, and serves completion and hovers in VS Code's own JSON language service. */
import Ajv from 'ajv';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { getLanguageService, TextDocument } from 'vscode-json-languageservice';
import { activations } from '../../src/engine/activations';
import { losses } from '../../src/engine/losses';
import { readModel } from '../../src/model/readModel';
import { outputQuantities } from '../../src/model/outputKeys';
import { modelSchema } from '../../src/model/schema';
import { modelText, type ModelParts } from './support/modelText';

const schema = modelSchema();
const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
for (const keyword of ['markdownDescription', 'enumDescriptions', 'defaultSnippets', 'doNotSuggest']) {
  ajv.addKeyword(keyword);
}
const validate = ajv.compile(schema);

function accepts(text: string): boolean {
  return validate(parse(text, [], { allowTrailingComma: true }));
}

function errorsOf(text: string): unknown {
  accepts(text);
  return validate.errors;
}

describe('the schema', () => {
  it('is JSON and names the model’s keys as the reader does', () => {
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
    const { issues } = readModel('{ "layers": [], "zzz": 1 }', 'test');
    const known = issues.find((issue) => issue.code === 'unknown_key')!.expected;
    expect(
      Object.keys(schema.properties!)
        .map((key) => `"${key}"`)
        .join(', '),
    ).toBe(known);
  });

  const files = ['../../examples/', '../golden/mlp/'].flatMap((folder) =>
    readdirSync(new URL(folder, import.meta.url))
      .filter((file) => file.endsWith('.json') && !file.endsWith('.expected.json'))
      .map((file) => ({ file, url: new URL(folder + file, import.meta.url) })),
  );
  it.each(files)('accepts $file', ({ url }) => {
    expect(errorsOf(readFileSync(url, 'utf8'))).toBeNull();
  });
});

/** Parts on which a schema can have an opinion: it knows no shapes and no other places of the file. */
const parts: readonly ModelParts[] = [
  {},
  { more: '"dtype": "float32",' },
  { more: '"dtype": "float16",' },
  { more: '"reduction": "sum",' },
  { more: '"reduction": "median",' },
  { more: '"weightLayout": "inout",' },
  { more: '"name": "",' },
  { more: '"name": 7,' },
  { more: '"expected": [1, { "a": null }],' },
  { more: '"unknown": 1,' },
  { hidden: '7' },
  { hidden: '{}' },
  { hidden: '{ "type": "conv", "weights": [[1, 2, 3], [4, 5, 6]] }' },
  { hidden: '{ "type": "Linear", "weights": [[1, 2, 3], [4, 5, 6]] }' },
  { hidden: '{ "type": "dense", "units": 3 }' },
  { hidden: '{ "type": "dense", "weights": [1, 2] }' },
  ...[
    '{ "type": "activation", "activation": "relu" }',
    '{ "type": "Activation", "activation": { "type": "elu", "alpha": 2 }, "units": 3 }',
    '{ "type": "activation" }',
    '{ "type": "activation", "activation": "Relu7" }',
    '{ "type": "activation", "activation": "relu", "units": 0 }',
    '{ "type": "activation", "activation": "relu", "weights": 7 }',
  ].map((hidden) => ({ hidden, inputs: '[[0.1, 0.2, 0.3]]' })),
  { hidden: '{ "type": "dense", "weights": [[1, 2, 3], [4, 5, "6"]] }' },
  { hidden: '{ "type": "dense", "weights": [[1, 2, 3], [4, 5, "NaN"]] }' },
  { hidden: '{ "type": "dense", "weights": [[1, 2, 3], [4, 5, null]] }' },
  { hidden: '{ "type": "dense", "weights": [[1, 2, 3], [4, 5, 6]], "biases": null }' },
  { hidden: '{ "type": "dense", "weights": { "file": "a.npy" } }' },
  { hidden: '{ "type": "dense", "weights": [[1, 2, 3], [4, 5, 6]], "units": 2.5 }' },
  { hidden: '{ "type": "dense", "weights": [[1, 2, 3], [4, 5, 6]], "units": 3 }' },
  { hidden: '{ "type": "dense", "weights": [[1, 2, 3], [4, 5, 6]], "inputs": [] }' },
  { hidden: '{ "type": "dense", "weights": [[1, 2, 3], [4, 5, 6]], "inputs": ["inputs"] }' },
  { hidden: '{ "type": "dense", "weights": [[1, 2, 3], [4, 5, 6]], "inputs": "inputs" }' },
  ...[
    '"relu"',
    '"ReLU"',
    '"Relu7"',
    'null',
    '{}',
    '{ "type": "relu" }',
    '{ "type": "relu", "alpha": 1 }',
  ].map(withActivation),
  ...['{ "type": "LeakyReLU", "negative_slope": 0.1 }', '{ "type": "elu", "alpha": "1" }'].map(
    withActivation,
  ),
  ...['{ "expression": "x" }', '{ "type": "none" }', '["relu"]'].map(withActivation),
  ...['"mse"', '"MSE_"', '{ "type": "huber", "delta": 1 }', '{ "type": "huber", "delta": 0 }'].map(withLoss),
  ...['{ "type": "bce", "from_logits": true }', '{ "type": "bce", "from_logits": 1 }'].map(withLoss),
  ...['{ "type": "huber", "from_logits": true }', '{ "type": "huber", "from_logits": false }'].map(withLoss),
  { inputs: '[]' },
  { inputs: '[[]]' },
  { inputs: '[0.1, 0.2]' },
  { targets: '[]' },
  { targets: '"yes"' },
  { batch: '{ "inputs": [[0.1, 0.2]] }' },
  { batch: '7' },
];

function withActivation(activation: string): ModelParts {
  return { output: `{ "type": "dense", "weights": [[1], [2], [3]], "activation": ${activation} }` };
}

function withLoss(loss: string): ModelParts {
  return { loss };
}

describe('reader and schema agree on', () => {
  it.each(parts.map((part) => [JSON.stringify(part), part] as const))('%s', (_name, part) => {
    const text = modelText(part);
    const { spec, issues } = readModel(text, 'test');
    expect(accepts(text), JSON.stringify([issues, validate.errors])).toBe(spec !== undefined);
  });

  const spellings = (
    rules: readonly { readonly name: string; readonly aliases: Readonly<Record<string, unknown>> }[],
  ): readonly string[] => rules.flatMap((rule) => [rule.name, ...Object.keys(rule.aliases)]);
  it('every spelling of an activation and a loss', () => {
    for (const spelling of spellings(Object.values(activations))) {
      expect(accepts(modelText(withActivation(`"${spelling}"`))), spelling).toBe(true);
      expect(accepts(modelText(withActivation(`{ "type": "${spelling}" }`))), spelling).toBe(true);
    }
    for (const spelling of spellings(Object.values(losses))) {
      expect(accepts(modelText(withLoss(`"${spelling}"`))), spelling).toBe(true);
    }
  });
});

describe('in the editor', () => {
  const service = getLanguageService({});
  service.configure({
    schemas: [{ uri: 'test://model.schema.json', fileMatch: ['*'], schema: schema as object }],
  });

  /** The document with the cursor taken out where | stood. */
  function open(source: string): {
    readonly document: TextDocument;
    readonly position: { line: number; character: number };
    readonly json: ReturnType<typeof service.parseJSONDocument>;
  } {
    const offset = source.indexOf('|');
    const document = TextDocument.create('test://a.backprop.json', 'jsonc', 1, source.replace('|', ''));
    return { document, position: document.positionAt(offset), json: service.parseJSONDocument(document) };
  }

  async function completions(source: string): Promise<ReadonlyMap<string, string>> {
    const { document, position, json } = open(source);
    const list = await service.doComplete(document, position, json);
    return new Map(
      list!.items.map((item) => [
        item.label,
        typeof item.documentation === 'string' ? item.documentation : (item.documentation?.value ?? ''),
      ]),
    );
  }

  async function hover(source: string): Promise<string> {
    const { document, position, json } = open(source);
    return JSON.stringify((await service.doHover(document, position, json))?.contents);
  }

  it('names of activations are offered with their documentation, other spellings are not', async () => {
    const offered = await completions('{ "layers": [{ "type": "dense", "activation": | }] }');
    for (const rule of Object.values(activations)) {
      expect(offered.get(`"${rule.name}"`)).toContain(rule.documentation);
    }
    expect(offered.has('"ReLU"')).toBe(false);
  });

  it('names of losses are offered with their documentation', async () => {
    const offered = await completions('{ "loss": | }');
    for (const rule of Object.values(losses)) {
      expect(offered.get(`"${rule.name}"`)).toContain(rule.documentation);
    }
    expect(offered.has('"mse"')).toBe(false);
  });

  it('parameters of the rule that is named are offered, and no others', async () => {
    const offered = await completions('{ "loss": { "type": "huber", | } }');
    expect([...offered.keys()]).toContain('delta');
    const others = await completions('{ "loss": { "type": "binary_crossentropy", | } }');
    expect([...others.keys()]).toEqual(['from_logits']);
  });

  it('keys are offered with what they mean', async () => {
    const offered = await completions('{ | }');
    expect(offered.get('batch')).toBe('The samples of the pass, with the outputs that they should have.');
    expect([...offered.keys()]).toEqual(expect.arrayContaining(['layers', 'loss', 'dtype', 'weightLayout']));
    const ofLayer = await completions('{ "layers": [{ | }] }');
    expect([...ofLayer.keys()]).toEqual(
      expect.arrayContaining(['type', 'name', 'units', 'activation', 'inputs', 'weights', 'biases']),
    );
  });

  it('quantities of expected layers are offered', async () => {
    const offered = await completions('{ "expected": { "layers": [{ | }] } }');
    expect([...offered.keys()]).toEqual(['name', ...outputQuantities]);
    expect(offered.get('dW')).toContain('∂L/∂W');
  });

  it.each([
    ['a whole model', '|', 'model'],
    ['a dense layer', '{ "layers": [ | ] }', 'dense layer'],
    ['an activation layer', '{ "layers": [ | ] }', 'activation layer'],
    ['a batch', '{ "batch": | }', 'batch'],
  ])('%s is offered as a snippet that is a correct model', async (_name, source, label) => {
    const { document, position, json } = open(source);
    const list = await service.doComplete(document, position, json);
    const snippet = list!.items.find((item) => item.label === label)!;
    const body = snippet.textEdit!.newText.replaceAll(/\$\{\d+:([^}]*)\}/g, '$1');
    const text =
      label === 'model'
        ? body
        : label === 'batch'
          ? modelText({ batch: body })
          : modelText({
              hidden: body,
              inputs: label === 'dense layer' ? '[[0.1, 0.2]]' : '[[0.1, 0.2, 0.3]]',
              output: '{ "type": "dense", "weights": [[1], [2], [3]] }',
            });
    expect(readModel(text, 'snippet').issues).toEqual([]);
  });

  it('a hover says what a key and what a value is', async () => {
    expect(await hover('{ "reduc|tion": "sum" }')).toContain(
      'How the losses of the samples are put together',
    );
    expect(await hover('{ "layers": [{ "type": "dense", "activation": "si|lu" }] }')).toContain(
      activations.silu.documentation.slice(0, 25),
    );
    expect(await hover('{ "layers": [{ "type": "dense", "wei|ghts": [] }] }')).toContain('one row an input');
  });

  it('a correct model is shown without a problem', async () => {
    const { document, json } = open(`${modelText({})}|`);
    expect(await service.doValidation(document, json)).toEqual([]);
  });
});
