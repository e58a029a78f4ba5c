/** The loss of a model file, with its claim that outputs are logits. */
import * as l10n from '@vscode/l10n';
import type { ActivationName } from '../engine/activations';
import { type LossName, losses } from '../engine/losses';
import type { NetworkSpec } from '../engine/network';
import type { IssueDraft, IssueList } from './issueList';
import { isObject, type Json } from './json';
import type { JsonPath } from './modelIssue';
import { lossSpellings } from './names';
import { readRule, type RuleKind } from './readRule';
import { describe } from './words';

type LossSpec = NetworkSpec['loss'];

const kind: RuleKind<LossName> = {
  words: {
    expected: () => l10n.t('the name of a loss, or an object with "type"'),
    wrongType: () => l10n.t('The loss must be a name or an object with "type"'),
    noExpression: () => l10n.t('A loss can not be given by "expression" yet'),
    noName: () => l10n.t('The loss needs a name under "type"'),
    unknown: (name) => l10n.t('Unknown loss {0}', name),
  },
  unknown: 'unknown_loss',
  spellings: lossSpellings,
  rules: losses,
  otherKeys: ['from_logits'],
};

/** Reads `"loss"`; the notes' loss where it is absent. */
export function readLoss(value: Json | undefined, issues: IssueList): LossSpec | undefined {
  const named = readRule(
    value === undefined ? 'half_squared_error' : value,
    kind,
    ['loss'],
    undefined,
    issues,
  );
  if (named === undefined) return undefined;
  // Some spellings, such as PyTorch's BCEWithLogitsLoss, imply it.
  const { from_logits: implied = 0, ...parameters } = named.parameters;
  const fromLogits = readFromLogits(value, named.name, issues) ?? implied !== 0;
  return { name: named.name, parameters, fromLogits };
}

function readFromLogits(value: Json | undefined, name: LossName, issues: IssueList): boolean | undefined {
  const given = isObject(value) ? value['from_logits'] : undefined;
  if (given === undefined || given === false) return given;
  const path = ['loss', 'from_logits'];
  if (given !== true) {
    issues.add({
      code: 'invalid_parameter',
      message: l10n.t('"from_logits" must be true or false'),
      path,
      expected: l10n.t('true or false'),
      found: describe(given),
    });
    return undefined;
  }
  if (losses[name].fromLogits === undefined) {
    issues.add({
      code: 'invalid_parameter',
      message: l10n.t('{0} does not read logits, so "from_logits" means nothing to it', name),
      path,
      mark: 'key',
      expected: l10n.t('no "{0}"', 'from_logits'),
    });
    return undefined;
  }
  return true;
}

/** A loss from logits applies softmax or sigmoid itself: after one of them it would be applied twice. */
export function warnOfActivatedLogits(
  json: Json | undefined,
  loss: LossSpec,
  output: { readonly activation: ActivationName; readonly path: JsonPath },
  issues: IssueList,
): void {
  const { activation, path } = output;
  const applied = losses[loss.name].fromLogits;
  if (!loss.fromLogits || applied === undefined || activation === 'linear') return;
  issues.add({
    severity: 'warning',
    code: 'double_activation',
    message:
      activation === applied
        ? l10n.t(
            'The output layer applies {0}, and the loss applies it again because it reads logits: double {0}',
            activation,
          )
        : l10n.t(
            'The loss reads logits, applies {0} itself and expects a linear output layer, but the output layer applies {1}',
            applied,
            activation,
          ),
    ...placeOfClaim(json),
    expected: l10n.t('a linear output layer, or a loss that does not read logits'),
    found: activation,
    related: [{ message: l10n.t('The output layer applies {0}', activation), path }],
  });
}

/** The place that says that outputs are logits: the key, or the loss's name that implies it. */
function placeOfClaim(json: Json | undefined): Pick<IssueDraft, 'path' | 'mark'> {
  if (!isObject(json)) return { path: ['loss'] };
  return json['from_logits'] === undefined
    ? { path: ['loss', 'type'] }
    : { path: ['loss', 'from_logits'], mark: 'key' };
}
