/** Makes DOM elements in one expression: text only, never markup. */

export interface ElementProperties {
  readonly class?: string;
  readonly text?: string;
  readonly title?: string;
  readonly role?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

type Child = Node | string;

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: ElementProperties = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  apply(made, properties);
  if (properties.title !== undefined) made.title = properties.title;
  made.append(...children);
  return made;
}

/** Something to look at with other words for those who listen. */
export function seenAs(words: string, ...seen: readonly Child[]): readonly [HTMLElement, HTMLElement] {
  return [
    element('span', { class: 'sr', text: words }),
    element('span', { attributes: { 'aria-hidden': 'true' } }, ...seen),
  ];
}

/** Words with something between them: each child stands at its place, {0}, {1}… */
export function wordsAround(words: string, ...children: readonly Child[]): readonly Child[] {
  return words.split(/\{(\d)\}/).map((part, i) => (i % 2 === 0 ? part : children[Number(part)]!));
}

/** A button that never submits anything and calls `onClick`. */
export function button(
  properties: ElementProperties,
  onClick: () => void,
  ...children: readonly Child[]
): HTMLButtonElement {
  const made = element('button', properties, ...children);
  made.type = 'button';
  made.addEventListener('click', onClick);
  return made;
}

export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  properties: Omit<ElementProperties, 'title'> = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  apply(made, properties);
  made.append(...children);
  return made;
}

function apply(made: Element, properties: ElementProperties): void {
  if (properties.class !== undefined) made.setAttribute('class', properties.class);
  if (properties.role !== undefined) made.setAttribute('role', properties.role);
  if (properties.text !== undefined) made.textContent = properties.text;
  for (const [name, value] of Object.entries(properties.attributes ?? {})) made.setAttribute(name, value);
}
