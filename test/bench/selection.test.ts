// What is timed, by the names on the command line.
import { expect, it } from 'vitest';
import { selectionOf } from './selection';
import { shapes } from './shapes';

it('is everything where nothing is named', () => {
  expect(selectionOf([])).toEqual({ shapes, growth: true, processes: true });
});

it('is what is named, networks in their own order', () => {
  const { shapes: chosen, ...parts } = selectionOf(['processes', 'deep', 'small, 1 sample']);
  expect(chosen.map(({ name }) => name)).toEqual(['small, 1 sample', 'deep']);
  expect(parts).toEqual({ growth: false, processes: true });
});

it('says what there is where a name is unknown', () => {
  expect(() => selectionOf(['tiny', 'huge'])).toThrow(/There is no "huge" to time, only "tiny", .*"growth"/);
});
