/** Composition root: builds the parts and hands them to each other. */
import * as vscode from 'vscode';
import { ActiveSession } from './host/activeSession';
import { registerCommands, runBackwardPass } from './host/commands';
import { ComparisonProblems } from './host/comparing/comparisonProblems';
import { FindingProblems } from './host/findingProblems';
import { GradientsView } from './host/gradientsView';
import { LayerNames } from './host/language/layerNames';
import { ModelFixes } from './host/language/modelFixes';
import { ModelOutline } from './host/language/modelOutline';
import { ModelTexts } from './host/language/modelTexts';
import { LossStatus } from './host/lossStatus';
import { ModelFiles } from './host/modelFiles';
import { ModelLenses } from './host/modelLenses';
import { Panels } from './host/panels';
import { Problems } from './host/problems';
import { Sessions } from './host/sessions';

export function activate(context: vscode.ExtensionContext): void {
  const { extensionUri, subscriptions } = context;
  const log = vscode.window.createOutputChannel('Backprop Inspector', { log: true });
  const worker = vscode.Uri.joinPath(extensionUri, 'dist', 'worker.js').fsPath;
  const sessions = new Sessions(worker, log);
  const texts = new ModelTexts(worker, log);
  const problems = new Problems(sessions);
  const comparisonProblems = new ComparisonProblems(sessions);
  const panels = new Panels(sessions, extensionUri);
  const activeSession = new ActiveSession(sessions, panels);
  subscriptions.push(
    log,
    sessions,
    problems,
    new FindingProblems(sessions),
    comparisonProblems,
    panels,
    activeSession,
    new GradientsView(activeSession, panels, extensionUri),
    new LossStatus(activeSession),
    new ModelFiles(sessions),
    new ModelLenses(sessions),
    texts,
    new ModelFixes(sessions, texts),
    new ModelOutline(sessions, texts),
    new LayerNames(sessions, texts),
    registerCommands(sessions, panels, activeSession, extensionUri, log),
  );
  const open = process.env['BACKPROP_OPEN'];
  if (open !== undefined && context.extensionMode === vscode.ExtensionMode.Development) {
    void runBackwardPass(sessions, panels, extensionUri, vscode.Uri.file(open));
  }
}
