/** What a hover says as the editor's Markdown: its pictures as images, which have their words as alternative text. */
import type { Hover, HoverPart } from '../inspector/hover/hoverView';
import { words } from '../inspector/markdownWords';

/** The editor cuts Markdown off behind so many characters. */
const MOST_CHARACTERS = 100_000;
/** Room for everything but pictures. */
const TEXT_CHARACTERS = 10_000;

export interface HoverLook {
  /** Of the theme's text. */
  readonly colour: string;
  /** What is said of numbers that are older than the text; undefined where they are not. */
  readonly stale: string | undefined;
  /** Words and address of the link to more; undefined where there is none. */
  readonly link: { readonly title: string; readonly command: string } | undefined;
}

export function hoverMarkdown({ parts }: Hover, { colour, stale, link }: HoverLook): string {
  let room = MOST_CHARACTERS - TEXT_CHARACTERS;
  const blocks: string[] = [];
  for (const [i, part] of parts.entries()) {
    const picture = part.kind === 'picture' ? image(part.svg, part.words, colour) : undefined;
    const isShown = picture !== undefined && picture.length <= room;
    if (isShown) room -= picture.length;
    const block = isShown ? picture : textOf(part);
    // Values and formulas among themselves stand line below line.
    const isNextLine = (part.kind === 'value' || part.kind === 'picture') && part.kind === parts[i - 1]?.kind;
    if (isNextLine) blocks.push(`${blocks.pop() ?? ''}  \n${block}`);
    else blocks.push(block);
  }
  const more = [
    ...(stale === undefined ? [] : [`*${words(stale)}*`]),
    ...(link === undefined ? [] : [`[${words(link.title)}](${link.command})`]),
  ];
  return [...blocks, ...more].join('\n\n');
}

function textOf(part: HoverPart): string {
  switch (part.kind) {
    case 'title':
      return `**${words(part.text)}**`;
    case 'text':
      return words(part.text);
    case 'value': {
      const digits = Object.is(part.value, -0) ? '-0' : String(part.value);
      return `${words(part.name)} = \`${digits}\``;
    }
    case 'picture':
      return words(part.words);
  }
}

/** A picture has no part in the editor's style: it is given the colour of the text. */
function image(svg: string | undefined, alternative: string, colour: string): string | undefined {
  if (svg === undefined) return undefined;
  const coloured = svg.replaceAll('currentColor', colour);
  return `![${words(alternative)}](data:image/svg+xml;base64,${base64(coloured)})`;
}

function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}
