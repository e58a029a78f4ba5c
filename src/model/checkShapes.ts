/** Whether the layers of a file fit together: every width along the way, and an issue for each side that disagrees. */
import * as l10n from '@vscode/l10n';
import { layers as layerRules } from '../engine/layers';
import type { IssueList, RelatedDraft } from './issueList';
import type { JsonPath } from './modelIssue';
import type { ReadLayer, WeightLayout } from './readLayers';
import { capital, count, shapeText } from './words';

/** A length that some place of the file states. */
interface Stated {
  readonly length: number;
  /** Where it is stated: a parameter's name, or `units`; `inputs` where the layer has as many units as it reads. */
  readonly by: string;
}

/** What a layer reads: how many numbers, and who says so. */
interface Input {
  readonly width: number | undefined;
  /** `the batch`, `layer "hidden"`, in the user's language. */
  readonly giver: string;
  readonly place: JsonPath;
  readonly isBatch: boolean;
}

/**
 * Checks the widths from the batch to the output.
 * @param inputWidth numbers a sample; undefined where the batch has issues of its own.
 * @returns units of each layer; undefined where they cannot be told.
 */
export function checkShapes(
  layers: readonly (ReadLayer | undefined)[],
  layout: WeightLayout,
  inputWidth: number | undefined,
  issues: IssueList,
): readonly (number | undefined)[] {
  const widths: (number | undefined)[] = [];
  let batchIsRead = false;
  for (const layer of layers) {
    if (layer === undefined) {
      widths.push(undefined);
      continue;
    }
    const input = inputOf(layer, layers, widths, inputWidth);
    // The first layer that reads the batch says how wide samples should be; another one is itself at odds with them.
    const blamesBatch = input.isBatch && !batchIsRead;
    batchIsRead ||= input.isBatch;
    widths.push(new LayerShapes(layer, layout, input, blamesBatch, issues).check());
  }
  return widths;
}

function inputOf(
  layer: ReadLayer,
  layers: readonly (ReadLayer | undefined)[],
  widths: readonly (number | undefined)[],
  inputWidth: number | undefined,
): Input {
  const { source } = layer;
  if (source === undefined || source === 'inputs') {
    return {
      width: source === 'inputs' ? inputWidth : undefined,
      giver: l10n.t('the batch'),
      place: ['batch', 'inputs'],
      isBatch: true,
    };
  }
  const giver = layers[source];
  return {
    width: widths[source],
    giver: l10n.t('layer {0}', JSON.stringify(giver?.name ?? '')),
    place: giver === undefined ? ['layers', source] : placeOfUnits(giver),
    isBatch: false,
  };
}

/** The place that says how many units a layer has. */
export function placeOfUnits(layer: ReadLayer): JsonPath {
  const parameter = Object.keys(layerRules[layer.type].parameters).find((name) => layer.parameters.has(name));
  if (parameter !== undefined) return [...layer.path, parameter];
  return layer.units === undefined ? layer.path : [...layer.path, 'units'];
}

class LayerShapes {
  /** The layer's name in quotes. */
  private readonly name: string;

  constructor(
    private readonly layer: ReadLayer,
    private readonly layout: WeightLayout,
    private readonly input: Input,
    private readonly blamesBatch: boolean,
    private readonly issues: IssueList,
  ) {
    this.name = JSON.stringify(layer.name);
  }

  /** Checks the parameters against input and units. Returns the units. */
  check(): number | undefined {
    const turned = new Set([...this.layer.parameters.keys()].filter((name) => this.isTurned(name)));
    for (const name of turned) this.addTurned(name);
    const units = this.decideUnits(turned);
    for (const name of this.layer.parameters.keys()) {
      if (turned.has(name)) continue;
      if (!this.isEmpty(name)) {
        this.checkInputs(name);
        this.checkUnits(name, units);
      }
    }
    if (units !== undefined && this.layer.units !== undefined && this.layer.units !== units.length) {
      this.addUnitsMismatch(this.layer.units, units);
    }
    return units?.length;
  }

  /** Length of an axis of a parameter as the engine will see it. */
  private axis(name: string, axis: 'inputs' | 'units'): number | undefined {
    const shape = this.layer.parameters.get(name)?.shape;
    const position = layerRules[this.layer.type].parameters[name]!.axes.indexOf(axis);
    if (shape === undefined || position === -1) return undefined;
    return this.layout === 'out_in' && shape.length === 2 ? shape[1 - position] : shape[position];
  }

  /** Which side of the file's own rows and columns an axis is, for messages. */
  private side(name: string, axis: 'inputs' | 'units', length: number): string {
    const position = layerRules[this.layer.type].parameters[name]!.axes.indexOf(axis);
    if (this.layer.parameters.get(name)?.shape.length !== 2) return count.numbers(length);
    return (position === 0) === (this.layout === 'in_out') ? count.rows(length) : count.columns(length);
  }

  private isEmpty(name: string): boolean {
    const shape = this.layer.parameters.get(name)?.shape;
    if (shape?.includes(0) !== true) return false;
    this.issues.add({
      code: 'wrong_shape',
      message: l10n.t('The {0} of layer {1} hold no numbers', name, this.name),
      path: [...this.layer.path, name],
      expected: this.expectedShape(name),
      found: l10n.t('an empty list'),
    });
    return true;
  }

  private expectedShape(name: string): string {
    const { axes } = layerRules[this.layer.type].parameters[name]!;
    const lengths = axes.map((axis) => (axis === 'inputs' ? this.input.width : this.layer.units));
    const written = this.layout === 'out_in' ? lengths.toReversed() : lengths;
    return written.length === 1
      ? l10n.t('a number for each unit')
      : l10n.t('a {0} matrix', shapeText(written));
  }

  /** Whether a matrix fits only if its rows and columns change places. */
  private isTurned(name: string): boolean {
    const inputs = this.axis(name, 'inputs');
    const units = this.axis(name, 'units');
    const wanted = this.layer.units ?? this.vectorUnits();
    const { width } = this.input;
    if (inputs === undefined || units === undefined || width === undefined) return false;
    return inputs !== width && units === width && (wanted === undefined || inputs === wanted);
  }

  /** Units by the layer's flat parameters, such as biases. */
  private vectorUnits(): number | undefined {
    for (const [name, read] of this.layer.parameters) {
      if (read?.shape.length === 1) return this.axis(name, 'units');
    }
    return undefined;
  }

  private addTurned(name: string): void {
    const { layer, input, layout } = this;
    const shape = layer.parameters.get(name)!.shape;
    const other = layout === 'in_out' ? 'out_in' : 'in_out';
    this.issues.add({
      code: 'wrong_shape',
      message: l10n.t(
        'The {0} of layer {1} are {2}, but {3} gives {4}; transposed ({5}) they fit: set "weightLayout": "{6}", or swap rows and columns',
        name,
        this.name,
        shapeText(shape),
        input.giver,
        count.values(input.width!),
        shapeText(shape.toReversed()),
        other,
      ),
      path: [...layer.path, name],
      expected: l10n.t('a {0} matrix', shapeText(shape.toReversed())),
      found: l10n.t('a {0} matrix', shapeText(shape)),
      remedies: [{ kind: 'transpose' }, { kind: 'layout', layout: other }],
      related: [this.giverPlace()],
    });
  }

  /** What most places say; the first parameter where they are at odds. */
  private decideUnits(turned: ReadonlySet<string>): Stated | undefined {
    const { width } = this.input;
    if (layerRules[this.layer.type].preActivation === 'input' && width !== undefined)
      return { length: width, by: 'inputs' };
    const stated: Stated[] = [];
    for (const name of this.layer.parameters.keys()) {
      const length = this.axis(name, turned.has(name) ? 'inputs' : 'units');
      if (length !== undefined && length > 0) stated.push({ length, by: name });
    }
    if (this.layer.units !== undefined) stated.push({ length: this.layer.units, by: 'units' });
    const votes = ({ length }: Stated): number => stated.filter((s) => s.length === length).length;
    return stated.reduce<Stated | undefined>(
      (best, s) => (best === undefined || votes(s) > votes(best) ? s : best),
      undefined,
    );
  }

  private checkInputs(name: string): void {
    const { layer, input, issues } = this;
    const length = this.axis(name, 'inputs');
    if (length === undefined || input.width === undefined || length === input.width) return;
    const path = [...layer.path, name];
    const found = this.side(name, 'inputs', length);
    if (this.blamesBatch) {
      issues.add({
        code: 'input_width',
        message: l10n.t(
          'Each sample has {0}, but the {1} of layer {2} have {3}: one for each input',
          count.values(input.width),
          name,
          this.name,
          found,
        ),
        path: input.place,
        expected: l10n.t('samples of {0}', count.values(length)),
        found: l10n.t('samples of {0}', count.values(input.width)),
        related: [{ message: l10n.t('Layer {0} reads {1}', this.name, count.values(length)), path }],
      });
      return;
    }
    issues.add({
      code: 'wrong_shape',
      message: l10n.t(
        'The {0} of layer {1} have {2}, but {3} gives {4}',
        name,
        this.name,
        found,
        input.giver,
        count.values(input.width),
      ),
      path,
      expected: this.side(name, 'inputs', input.width),
      found,
      related: [this.giverPlace()],
    });
  }

  private giverPlace(): RelatedDraft {
    const { input } = this;
    const gives = l10n.t('{0} gives {1}', input.giver, count.values(input.width!));
    return { message: capital(gives), path: input.place };
  }

  private checkUnits(name: string, units: Stated | undefined): void {
    const length = this.axis(name, 'units');
    if (length === undefined || units === undefined || length === units.length) return;
    this.issues.add({
      code: 'units_mismatch',
      message: l10n.t(
        'The {0} of layer {1} have {2}, but the layer has {3}',
        name,
        this.name,
        this.side(name, 'units', length),
        count.units(units.length),
      ),
      path: [...this.layer.path, name],
      expected: this.side(name, 'units', units.length),
      found: this.side(name, 'units', length),
      related: [this.unitsPlace(units)],
    });
  }

  private addUnitsMismatch(given: number, units: Stated): void {
    const isOfInput = units.by === 'inputs';
    this.issues.add({
      code: 'units_mismatch',
      message: isOfInput
        ? l10n.t(
            '"units" of layer {0} says {1}, but the layer has as many units as it reads, and {2} gives {3}',
            this.name,
            given,
            this.input.giver,
            count.values(units.length),
          )
        : l10n.t(
            '"units" of layer {0} says {1}, but its {2} have {3}',
            this.name,
            given,
            units.by,
            this.side(units.by, 'units', units.length),
          ),
      path: [...this.layer.path, 'units'],
      expected: String(units.length),
      remedies: [{ kind: 'units', units: units.length }],
      related: [isOfInput ? this.giverPlace() : this.unitsPlace(units)],
    });
  }

  private unitsPlace({ by, length }: Stated): RelatedDraft {
    return {
      message:
        by === 'units'
          ? l10n.t('"units" says {0}', length)
          : l10n.t('The {0} have {1}', by, this.side(by, 'units', length)),
      path: [...this.layer.path, by],
    };
  }
}
