/** What a printed array is called by the text before it. */
import { numberPattern } from './numberText';

/** So far before an array its name is looked for. */
const farthest = 400;

/** No name is longer. */
const longestName = 100;

/** How a call or a factor leads in an array, at the end of the text before it. */
const leadIn = new RegExp(
  String.raw`(?:Parameter containing:\s*|<tf\.\w+[^<>\r\n]*\bnumpy=\s*)?(?:\b(?:np|numpy|torch|jnp|tf)\.)?(?:\b(?:[tT]ensor|array|(?:Device)?Array|Parameter|float(?:16|32|64))\(\s*|\bFloat(?:32|64)Array\(\d+\)\s*)?\[*\s*(?:${numberPattern}\s*\*\s*)?$`,
);

/** `'dW1':` of a dictionary, `('0.weight',` of an OrderedDict, `"dW1",`. */
const quoted = /(['"])([^'"\r\n]+)\1\s*[:,=]?\s*$/;

/** Prompts of Python and IPython. */
const prompt = /^(?:>>>|\.\.\.|(?:In|Out) ?\[\d+\]:)\s*/;

/** What ends an array before, and what stands behind a name: `:`, `=`, a shape as `(2, 3)`. */
const before = /^[\s)\]},;]+/;
const behind = /(?:\s*\(\d+(?:, ?\d*)*\))?[\s:=,([{]*$/;

/**
 * The name of the array at `start`: the words on its line, or on the last line before it.
 * @param from where the array before ends.
 * @returns an empty text where no name stands there.
 */
export function labelBefore(text: string, from: number, start: number): string {
  const rest = text.slice(Math.max(from, start - farthest), start).replace(leadIn, '');
  const inQuotes = quoted.exec(rest)?.[2];
  if (inQuotes !== undefined) return inQuotes.replace(behind, '').slice(0, longestName);
  const lines = rest.split(/\r\n|\r|\n/).map(nameIn);
  return (lines.findLast((line) => line !== '') ?? '').slice(-longestName);
}

function nameIn(line: string): string {
  const words = line.trim().replace(prompt, '').replace(before, '').replace(behind, '');
  // What was typed to print it.
  return words.replace(/^print\(\s*/, '').replace(/\)+$/, '');
}
