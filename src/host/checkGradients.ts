/** The command that checks a model's gradients: runs the model where that is needed, shows progress, and tells the result. */
import * as vscode from 'vscode';
import type { GradientCheck } from '../inspector/views';
import type { CheckState } from '../protocol/panelContract';
import type { InspectionSession } from './session';

/** Resolves when the user has been told. */
export async function checkGradients(session: InspectionSession): Promise<void> {
  if (!(await session.hasRun())) return;
  const state = await withProgress(session);
  if (state === undefined) return;
  if (state.status === 'failed') void vscode.window.showErrorMessage(state.reason);
  if (state.status === 'done') tell(state.result);
}

function withProgress(session: InspectionSession): Thenable<CheckState | undefined> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Checking gradients of {0}', session.fileName),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    let shown = 0;
    const watching = session.onDidChange(({ check }) => {
      if (check?.status !== 'running' || check.all === 0) return;
      const share = (100 * check.done) / check.all;
      progress.report({
        increment: share - shown,
        message: vscode.l10n.t('{0} of {1}', check.done, check.all),
      });
      shown = share;
    });
    const cancelling = token.onCancellationRequested(() => {
      session.cancelCheck();
    });
    try {
      return await session.checkGradients();
    } finally {
      watching.dispose();
      cancelling.dispose();
    }
  });
}

function tell({ verdicts, checked, total }: GradientCheck): void {
  if (verdicts.fail > 0) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        '{0} of {1} gradients differ from central differences of the loss.',
        verdicts.fail,
        checked,
      ),
    );
    return;
  }
  const rest = [
    ...(verdicts.kink === 0 ? [] : [vscode.l10n.t('{0} at a kink', verdicts.kink)]),
    ...(verdicts.precisionLimited === 0
      ? []
      : [vscode.l10n.t('{0} too small to tell', verdicts.precisionLimited)]),
  ];
  const amount =
    checked === total
      ? vscode.l10n.t('All {0} gradients were checked', total)
      : vscode.l10n.t('{0} of {1} gradients were checked', checked, total);
  const agree = vscode.l10n.t('{0} agree with central differences of the loss', verdicts.pass);
  void vscode.window.showInformationMessage(`${amount}: ${[agree, ...rest].join(', ')}.`);
}
