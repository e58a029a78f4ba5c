/** What a hover says, with its formulas typeset. */
import type { Hover, HoverPart, HoverView, PicturePart } from '../inspector/hover/hoverView';
import { plainFormula } from '../inspector/hover/plainFormula';
import { withoutClasses } from '../inspector/writing';
import type { Latex } from '../inspector/views';

/** Formulas in symbols are the same from hover to hover. */
const known = new Map<Latex, PicturePart>();
const MOST_KNOWN = 200;

export async function withPictures(view: HoverView): Promise<Hover> {
  // The typesetter is large: it is loaded for the first formula, which not every hover has.
  if (isWithoutFormulas(view)) return view;
  const { typeset } = await import('./typeset.js');
  const picture = (latex: Latex): PicturePart => {
    const before = known.get(latex);
    if (before !== undefined) return before;
    if (known.size >= MOST_KNOWN) known.clear();
    const made = pictureOf(withoutClasses(latex), typeset);
    known.set(latex, made);
    return made;
  };
  const parts = view.parts.map((part): HoverPart => (part.kind === 'formula' ? picture(part.latex) : part));
  return { ...view, parts };
}

function isWithoutFormulas(view: HoverView): view is Hover {
  return view.parts.every(({ kind }) => kind !== 'formula');
}

/** Only words where it cannot be typeset: a name in it may have any character. */
function pictureOf(latex: Latex, typeset: (latex: Latex) => string): PicturePart {
  const words = plainFormula(latex);
  try {
    return { kind: 'picture', svg: typeset(latex), words };
  } catch {
    return { kind: 'picture', svg: undefined, words };
  }
}
