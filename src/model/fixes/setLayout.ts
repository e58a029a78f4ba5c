/** layout: the file says how it writes its matrices, and none of them changes. */
import * as l10n from '@vscode/l10n';
import { membersOf } from '../textTree';
import type { SpanEdit, Treatment } from './candidate';
import { newMember } from './newMember';

export const setLayout: Treatment<'layout'> = {
  isTried: true,
  candidates({ layout }, { text, tree }) {
    const members = membersOf(tree);
    const given = members.get('weightLayout');
    const layers = members.get('layers');
    if (layers === undefined) return [];
    const value = JSON.stringify(layout);
    const edit: SpanEdit =
      given === undefined
        ? newMember(text, { beside: layers, side: 'before', key: 'weightLayout', value })
        : { span: given.node, text: value };
    return [{ title: l10n.t('Set "weightLayout" to {0}', value), edits: [edit] }];
  },
};
