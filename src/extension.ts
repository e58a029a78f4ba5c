/** Composition root: builds the parts and hands them to each other, on whichever platform. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ActiveSession } from './host/activeSession';
import { registerCommands } from './host/commands';
import { ComparisonProblems } from './host/comparing/comparisonProblems';
import { FindingProblems } from './host/findingProblems';
import { GradientsView } from './host/gradientsView';
import type { StartWorker } from './host/inspectorWorker';
import { LayerNames } from './host/language/layerNames';
import { ModelFixes } from './host/language/modelFixes';
import { ModelOutline } from './host/language/modelOutline';
import { ModelTexts } from './host/language/modelTexts';
import { LossStatus } from './host/lossStatus';
import { MirroredSelection } from './host/mirroredSelection';
import { ModelFiles } from './host/modelFiles';
import { ModelHints } from './host/modelHints';
import { ModelHovers } from './host/modelHovers';
import { ModelLenses } from './host/modelLenses';
import { Panels } from './host/panels';
import { Problems } from './host/problems';
import { Sessions } from './host/sessions';
import { registerTools } from './host/tools';
import { EditedModels } from './host/walkthrough';

/** What is not the same in Node and in a browser. */
export interface Platform {
  readonly startWorker: StartWorker;
  /** Where files are saved that have no folder of their own; absent where there is no such folder. */
  readonly home?: vscode.Uri;
}

export function activate(context: vscode.ExtensionContext, { startWorker, home }: Platform): void {
  const { extensionUri, subscriptions } = context;
  const { bundle } = vscode.l10n;
  // What the host takes of the inspector, how numbers are named, speaks by itself.
  if (bundle !== undefined) l10n.config({ contents: bundle });
  const log = vscode.window.createOutputChannel('Backprop Inspector', { log: true });
  const sessions = new Sessions(startWorker, log);
  const texts = new ModelTexts(startWorker, log);
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
    new ModelLenses(sessions, panels),
    new ModelHints(sessions, texts),
    new ModelHovers(sessions, texts),
    new MirroredSelection(sessions, panels),
    new EditedModels(sessions),
    texts,
    new ModelFixes(sessions, texts),
    new ModelOutline(sessions, texts),
    new LayerNames(sessions, texts),
    registerTools(sessions, activeSession),
    registerCommands(sessions, panels, activeSession, extensionUri, log, home),
  );
}
