/** Measures how often the mistake that was committed is named: `npx tsx test/inspector/comparison/diagnoses.measure.ts [count] [seed]`. */
import { FLOAT32, FLOAT64, mistakeIds, SIX_DIGITS } from './support/committed';
import { tryMistakes, type Tried } from './support/hitRate';

const [count = 1100, seed = 1] = process.argv.slice(2).map(Number);

for (const [name, precision, least] of [
  ['float64', FLOAT64, 1e-6],
  ['float32', FLOAT32, 1e-3],
  ['6 printed digits', SIX_DIGITS, 1e-3],
] as const) {
  const all = [...tryMistakes(seed, count, precision, least)];
  print(name, all);
}

function print(name: string, all: readonly Tried[]): void {
  const right = all.filter(({ isRight }) => isRight).length;
  const amongTies = all.filter(({ isRight, id, tied }) => isRight || tied.includes(id)).length;
  console.log(
    `\n${name}: ${right} of ${all.length} right (${((100 * right) / all.length).toFixed(2)} %), ${amongTies} with ties`,
  );
  for (const id of mistakeIds) {
    const of = all.filter((tried) => tried.id === id);
    const named = new Map<string, number>();
    for (const tried of of) {
      const what = tried.isRight ? 'right' : tried.named === id ? 'another layer' : tried.named;
      const tie = !tried.isRight && tried.tied.includes(id) ? ' (tie)' : '';
      named.set(what + tie, (named.get(what + tie) ?? 0) + 1);
    }
    const row = [...named].sort(([, x], [, y]) => y - x).map(([what, times]) => `${what} ${times}`);
    console.log(`  ${id.padEnd(36)} ${row.join(', ')}`);
  }
}
