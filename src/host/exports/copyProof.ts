/** The proof of a number as text on the clipboard. */
import * as vscode from 'vscode';
import type { Panels } from '../panels';
import { tellFailure } from './failure';
import { targetOf } from './target';

/** As which text. */
type ProofFormat = 'latex' | 'markdown';

const TITLES: { readonly [K in ProofFormat]: string } = { latex: 'LaTeX', markdown: 'Markdown' };

/** @param given what the command was called with. */
export async function copyProof(panels: Panels, given: unknown, format: ProofFormat): Promise<void> {
  const target = await targetOf(panels, given);
  if (target === undefined) return;
  const { panel, cell, selection } = target;
  if (cell === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Click a number in the panel first: a proof is that of one number.'),
    );
    return;
  }
  try {
    const explanation = await panel.session.views.explain(cell, selection, false);
    await vscode.env.clipboard.writeText(explanation[format]);
    vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) {0} copied', TITLES[format]), 3000);
  } catch (error) {
    tellFailure(vscode.l10n.t('The proof was not copied.'), error);
  }
}
