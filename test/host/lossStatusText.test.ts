/** What the status bar says of a model. */
import { expect, it } from 'vitest';
import { lossStatusText } from '../../src/host/lossStatusText';
import type { Finding, ModelIssue, WhatIf } from '../../src/inspector/views';

const finding = { severity: 'notable' } as Finding;
const error = { severity: 'error' } as ModelIssue;
const ready = { status: 'ready', stale: false, issues: [], whatIf: undefined } as const;
const whatIf = { changed: 1 } as WhatIf;
const known = { run: 1, loss: 0.063101234, findings: [] };

it.each([
  ['a good run', ready, known, '$(type-hierarchy-super) L = 0.063101'],
  [
    'findings',
    ready,
    { ...known, findings: [finding, finding] },
    '$(type-hierarchy-super) L = 0.063101 $(warning) 2',
  ],
  ['a loss that is no number', ready, { ...known, loss: NaN }, '$(type-hierarchy-super) L = NaN'],
  ['a huge loss', ready, { ...known, loss: 1.23456789e300 }, '$(type-hierarchy-super) L = 1.2346e+300'],
  ['a negative loss', ready, { ...known, loss: -0.00000123456 }, '$(type-hierarchy-super) L = −0.0000012346'],
  ['an infinite loss', ready, { ...known, loss: Infinity }, '$(type-hierarchy-super) L = +∞'],
  ['a first run under way', { ...ready, status: 'running' }, undefined, '$(sync~spin)'],
  ['another run under way', { ...ready, status: 'running', stale: true }, known, '$(sync~spin) L = 0.063101'],
  [
    'broken text',
    { ...ready, status: 'failed', stale: true, issues: [error] },
    known,
    '$(history) L = 0.063101 $(error) 1',
  ],
  ['a run that failed otherwise', { ...ready, status: 'failed' }, undefined, '$(history) $(error)'],
  ['numbers that are tried', { ...ready, whatIf }, known, '$(type-hierarchy-super) L = 0.063101 (what if)'],
  ['edited text', { ...ready, stale: true }, known, '$(history) L = 0.063101'],
] as const)('%s', (_, state, run, text) => {
  expect(lossStatusText(state, run)).toBe(text);
});
