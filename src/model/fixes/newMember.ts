/** A new key beside another one, indented and spaced as that one is. */
import type { Member } from '../textTree';
import type { SpanEdit } from './candidate';

interface Wanted {
  readonly beside: Member;
  readonly side: 'before' | 'behind';
  readonly key: string;
  /** JSON. */
  readonly value: string;
}

export function newMember(text: string, { beside, side, key, value }: Wanted): SpanEdit {
  const { key: neighbour, node } = beside;
  const space = /(?:\r?\n|\r)?[ \t]*$/.exec(
    text.slice(Math.max(0, neighbour.start - 1000), neighbour.start),
  )![0];
  const colon = text.slice(neighbour.end, node.start);
  // A comment belongs to its own key.
  const between = /^\s*:\s*$/.test(colon) ? colon : ': ';
  const member = `${JSON.stringify(key)}${between}${value}`;
  return side === 'before'
    ? { span: { start: neighbour.start, end: neighbour.start }, text: `${member},${space}` }
    : { span: { start: node.end, end: node.end }, text: `,${space}${member}` };
}
