// What a page shows and says, for tests that read all of it.

/** Where formulas, names of files and of keys and lines of the model stand: nobody translates these. */
const NO_WORDS = 'math, .maths, code, pre, .kbd, style, script';

/** For ears, and for those who rest the pointer on something. */
const SPOKEN = [
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'aria-placeholder',
  'title',
  'placeholder',
  'alt',
];

/** Every text of an element and in it, shown or only said. */
export function shownTexts(root: Element): readonly string[] {
  const texts: string[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node: Node | null = root; node !== null; node = walker.nextNode()) {
    if (node instanceof Element) texts.push(...SPOKEN.flatMap((name) => node.getAttribute(name) ?? []));
    else if (node.parentElement?.closest(NO_WORDS) === null) texts.push(node.textContent ?? '');
  }
  return texts.map((text) => text.trim()).filter((text) => text !== '');
}
