/** loss: the one that reads targets of this form; its parameters stay. */
import { membersOf, stringOf } from '../textTree';
import type { Treatment } from './candidate';

export const changeLoss: Treatment<'loss'> = {
  isTried: true,
  candidates({ loss }, { tree }) {
    const given = membersOf(tree).get('loss')?.node;
    const name = stringOf(given) === undefined ? membersOf(given).get('type')?.node : given;
    const text = JSON.stringify(loss);
    return name === undefined ? [] : [{ title: `Change the loss to ${text}`, edits: [{ span: name, text }] }];
  },
};
