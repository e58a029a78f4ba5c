/** Proofs as Markdown: two whole texts, and names that would be markup. */
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proofMarkdown } from '../../src/inspector/proofMarkdown';
import { goldenText, inspectorOf } from './inspectorOf';

const written = (text: string): string =>
  readFileSync(new URL(`../golden/exports/${text}`, import.meta.url), 'utf8');

describe('a proof as Markdown', () => {
  it('is name, place, formula and value', async () => {
    const inspector = await inspectorOf(goldenText('notes-2-3-1'));
    const cell = {
      quantity: 'parameterGradient',
      layer: 0,
      parameter: 'weights',
      row: 0,
      column: 1,
    } as const;
    expect(inspector.explain(cell, {}, false).markdown).toBe(written('weight-gradient.md'));
  });

  it('has what is to be noted as a list', async () => {
    const inspector = await inspectorOf({
      dtype: 'float32',
      layers: [{ type: 'dense', name: 'class_scores', activation: 'softmax', weights: [[0.5, -0.25]] }],
      loss: 'categorical_crossentropy',
      batch: {
        inputs: [[1], [2]],
        targets: [
          [1, 0],
          [0, 1],
        ],
      },
    });
    const cell = { quantity: 'delta', layer: 0, row: 1, column: 0 } as const;
    expect(inspector.explain(cell, { sample: 1 }, false).markdown).toBe(written('fused-delta.md'));
  });

  it.each([
    [NaN, 'NaN'],
    [-Infinity, '-Infinity'],
    [-0, '-0'],
    [0.1 + 0.2, '0.30000000000000004'],
  ])('says %d with all digits', (value, digits) => {
    const text = proofMarkdown({ name: 'z', context: '', latex: 'z', value, notes: [] });
    expect(text).toBe(`### z\n\n$$\nz\n$$\n\nValue: \`${digits}\`\n`);
  });

  it('keeps a name that is markup in words', () => {
    const proof = { name: 'z 1', latex: 'z', value: 1, notes: [] };
    const [, line] = proofMarkdown({ ...proof, context: 'layer 1 a|b*c_[x](y) $p$ <b>' }).split('\n\n');
    expect(line).toBe('layer 1 a\\|b\\*c\\_\\[x\\](y) \\$p\\$ \\<b\\>');
  });

  it('lets no name begin a line or a span', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (context) => {
        const text = proofMarkdown({
          name: 'z 1',
          context: `layer 1 ${context}`,
          latex: 'z',
          value: 1,
          notes: [],
        });
        const [heading, line, formula] = text.split('\n\n');
        expect([heading, formula]).toEqual(['### z 1', '$$\nz\n$$']);
        // Read as CommonMark does: behind a backslash punctuation is itself; elsewhere none of these may stand.
        const bare = line!.replaceAll(/\\[!-/:-@[-`{-~]/g, '');
        expect(bare).not.toMatch(/[\\`*_[\]<>|~$&#\n\r]/);
      }),
    );
  });
});
