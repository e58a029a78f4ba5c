/** Composition root: builds the parts and hands them to each other. */
import * as vscode from 'vscode';
import { ActiveSession } from './host/activeSession';
import { registerCommands, runBackwardPass } from './host/commands';
import { ComparisonProblems } from './host/comparing/comparisonProblems';
import { GradientsView } from './host/gradientsView';
import { LossStatus } from './host/lossStatus';
import { MirroredSelection } from './host/mirroredSelection';
import { ModelFiles } from './host/modelFiles';
import { ModelHints } from './host/modelHints';
import { ModelHovers } from './host/modelHovers';
import { ModelLenses } from './host/modelLenses';
import { Panels } from './host/panels';
import { Problems } from './host/problems';
import { Sessions } from './host/sessions';

export function activate(context: vscode.ExtensionContext): void {
  const { extensionUri, subscriptions } = context;
  const log = vscode.window.createOutputChannel('Backprop Inspector', { log: true });
  const sessions = new Sessions(vscode.Uri.joinPath(extensionUri, 'dist', 'worker.js').fsPath, log);
  const problems = new Problems(sessions);
  const comparisonProblems = new ComparisonProblems(sessions);
  const panels = new Panels(sessions, extensionUri);
  const activeSession = new ActiveSession(sessions, panels);
  subscriptions.push(
    log,
    sessions,
    problems,
    comparisonProblems,
    panels,
    activeSession,
    new GradientsView(activeSession, panels, extensionUri),
    new LossStatus(activeSession),
    new ModelFiles(sessions),
    new ModelLenses(sessions),
    new ModelHints(sessions),
    new ModelHovers(sessions),
    new MirroredSelection(sessions, panels),
    registerCommands(sessions, panels, activeSession, extensionUri, log),
  );
  const open = process.env['BACKPROP_OPEN'];
  if (open !== undefined && context.extensionMode === vscode.ExtensionMode.Development) {
    void runBackwardPass(sessions, panels, extensionUri, vscode.Uri.file(open));
  }
}
