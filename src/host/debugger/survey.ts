/** Which arrays a paused frame has. */
import * as v from 'valibot';
import { evaluate, type Frame, variableNames } from './adapter';
import { type FoundArray, foundArray } from './foundArray';
import type { Language } from './languages/language';
import { bytesOf } from './reply';

const reply = v.array(foundArray);

/** The arrays of the frame’s variables, of the objects and collections in them too; each once, by its shortest way there. */
export async function survey(frame: Frame, language: Language): Promise<readonly FoundArray[]> {
  const names = (await variableNames(frame)).filter((name) => language.isVariable(name));
  const bytes = bytesOf(await evaluate(frame, language.survey(names)));
  return withOwnNames(v.parse(reply, JSON.parse(new TextDecoder().decode(bytes))));
}

/** A dictionary may have the keys 1 and "1". */
function withOwnNames(arrays: readonly FoundArray[]): readonly FoundArray[] {
  const taken = new Set<string>();
  return arrays.map((array) => {
    const name = taken.has(array.name) ? array.expression : array.name;
    taken.add(name);
    return { ...array, name };
  });
}
