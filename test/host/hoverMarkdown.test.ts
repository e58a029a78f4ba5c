/** A hover as Markdown. */
import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { hoverMarkdown } from '../../src/host/hoverMarkdown';
import type { Hover, HoverPart } from '../../src/inspector/hover/hoverView';

const hover = (...parts: HoverPart[]): Hover => ({
  ...{ run: 1, cell: undefined, parts },
  span: { start: 0, end: 0 },
});
const look = { colour: '#123456', stale: undefined, link: undefined };
const picture = (svg: string | undefined, words = 'a = b'): HoverPart => ({ kind: 'picture', svg, words });

describe('a hover in Markdown', () => {
  it('has its pictures as images in the theme’s colour, with their words', () => {
    const text = hoverMarkdown(hover(picture('<svg fill="currentColor"/>', '∂L/∂w = a · δ')), look);
    const [, words, data] = /^!\[(.*)\]\(data:image\/svg\+xml;base64,(.*)\)$/.exec(text) ?? [];
    expect(words).toBe('∂L/∂w = a · δ');
    expect(Buffer.from(data!, 'base64').toString()).toBe('<svg fill="#123456"/>');
  });

  it('has words where there is no picture, or where it is too large for the editor', () => {
    expect(hoverMarkdown(hover(picture(undefined)), look)).toBe('a = b');
    expect(hoverMarkdown(hover(picture('x'.repeat(90_000))), look)).toBe('a = b');
  });

  it('takes no markup from a model’s names', () => {
    const text = hoverMarkdown(hover({ kind: 'title', text: '[x](command:y) <b> `z` *' }), look);
    expect(text).toBe('**\\[x\\](command:y) \\<b\\> \\`z\\` \\***');
  });

  it('has values line by line, all digits', () => {
    const text = hoverMarkdown(
      hover({ kind: 'value', name: 'w', value: -0 }, { kind: 'value', name: 'x', value: 0.1 }),
      look,
    );
    expect(text).toBe('w = `-0`  \nx = `0.1`');
  });

  it('says that its numbers are old, and links to the panel', () => {
    const link = { title: 'Show in panel', command: 'command:a?b' };
    expect(hoverMarkdown(hover(), { colour: '#fff', stale: 'Old.', link })).toBe(
      '*Old.*\n\n[Show in panel](command:a?b)',
    );
  });
});
