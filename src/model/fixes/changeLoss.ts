/** loss: the one that reads targets of this form; its parameters stay. */
import * as l10n from '@vscode/l10n';
import { membersOf, stringOf } from '../textTree';
import type { Treatment } from './candidate';

export const changeLoss: Treatment<'loss'> = {
  isTried: true,
  candidates({ loss }, { tree }) {
    const given = membersOf(tree).get('loss')?.node;
    const name = stringOf(given) === undefined ? membersOf(given).get('type')?.node : given;
    const text = JSON.stringify(loss);
    const title = l10n.t('Change the loss to {0}', text);
    return name === undefined ? [] : [{ title, edits: [{ span: name, text }] }];
  },
};
