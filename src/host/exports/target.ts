/** What a command of a panel is about: what its context menu was opened on, or what had the focus last. */
import * as vscode from 'vscode';
import { type Focus, focusIn } from '../../protocol/focus';
import type { Panel } from '../panel';
import type { Panels } from '../panels';

export interface Target extends Focus {
  readonly panel: Panel;
}

/**
 * Undefined where there is nothing; the user has been told then what to do.
 * @param given what the command was called with.
 */
export async function targetOf(panels: Panels, given: unknown): Promise<Target | undefined> {
  const panel = panels.activePanel;
  if (panel?.session.state.run === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Run the backward pass of a model first, and choose a number in its panel.'),
    );
    return undefined;
  }
  const focus = focusIn(given) ?? (await panel.focused());
  if (focus === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Click a number or a heatmap in the panel first, or move to one with Tab and the arrows.',
      ),
    );
    return undefined;
  }
  return { ...focus, panel };
}
