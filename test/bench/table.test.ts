// Figures stand in columns under each other.
import { expect, it } from 'vitest';
import { aligned, growthTable, timesTable, verdictTable } from './table';
import { series } from './growth';

const dtype = 'float64' as const;

it('pads cells on the side away from where they stand, and nothing at the end of a line', () => {
  const rows = [
    ['a', '1', ''],
    ['long', '100', 'said'],
  ];
  expect(aligned(rows, ['left', 'right', 'left'])).toEqual(['a       1', 'long  100  said']);
  expect(aligned([], ['left'])).toEqual([]);
});

it('shows times, how many times as long as ours they are, and why there is none', () => {
  const rows = [
    { name: 'ours', dtype, milliseconds: 0.0125, why: undefined },
    { name: 'theirs', dtype, milliseconds: 2500, why: undefined },
    { name: 'another', dtype, milliseconds: undefined, why: 'wrong by 1.0e-1' },
  ];
  expect(timesTable('tiny, float64', rows)).toEqual([
    'tiny, float64',
    '  ours     0.0125 ms       1.00 ×',
    '  theirs     2500 ms  200000.00 ×',
    '  another          –               wrong by 1.0e-1',
  ]);
});

it('shows no ratio where we have no time', () => {
  const rows = [
    { name: 'ours', dtype, milliseconds: undefined, why: 'the program ended' },
    { name: 'theirs', dtype, milliseconds: 5, why: undefined },
  ];
  expect(timesTable('tiny', rows)).toEqual([
    'tiny',
    '  ours          –    the program ended',
    '  theirs  5.00 ms',
  ]);
});

it('shows sizes with their times', () => {
  const times = [
    { size: 4, milliseconds: 1.5 },
    { size: 16, milliseconds: 123.4 },
  ];
  expect(growthTable(series[0]!, times)).toEqual(['growth with depth', '   4  1.50 ms', '  16   123 ms']);
});

it('shows targets, found or not', () => {
  const verdicts = [
    { target: 'a against b', wanted: '≤ 2 × as long', found: 1.504, judgement: 'met' },
    { target: 'c', wanted: '1 ± 0.1', found: undefined, judgement: 'not timed' },
  ] as const;
  expect(verdictTable(verdicts)).toEqual([
    'target              wanted  found',
    'a against b  ≤ 2 × as long   1.50  met',
    'c                  1 ± 0.1      –  not timed',
  ]);
});
