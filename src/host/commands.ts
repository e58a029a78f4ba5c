/** The table of commands. */
import * as vscode from 'vscode';
import { cellIn } from '../protocol/focus';
import type { ActiveSession } from './activeSession';
import { checkGradients } from './checkGradients';
import { chooseConvention } from './chooseConvention';
import { compareGradients } from './comparing/compareGradients';
import { chooseModel } from './debugger/chooseModel';
import { compareVariables } from './debugger/compareVariables';
import { pausedFrame } from './debugger/pausedFrame';
import { copyProof } from './exports/copyProof';
import { copyMatrixAsLatex, exportMatrix } from './exports/exportMatrix';
import { exportPicture } from './exports/exportPicture';
import { GRADIENTS_VIEW } from './gradientsView';
import { activeModel, isModel } from './modelFiles';
import { newModel } from './newModel';
import { FIRST_EXAMPLE, openExample } from './openExample';
import type { Panels } from './panels';
import { select } from './ranges';
import type { InspectionSession } from './session';
import type { Sessions } from './sessions';
import { placeGiven, showNumber } from './showNumber';

export function registerCommands(
  sessions: Sessions,
  panels: Panels,
  activeSession: ActiveSession,
  extensionUri: vscode.Uri,
  log: vscode.LogOutputChannel,
  home: vscode.Uri | undefined,
): vscode.Disposable {
  const commands: Readonly<Record<string, (given?: unknown, second?: unknown) => Promise<void>>> = {
    'backprop.runBackwardPass': (given) => runBackwardPass(sessions, panels, given),
    'backprop.checkGradients': (given) => inspect(sessions, panels, given, checkGradients),
    'backprop.compareGradients': (given, numbers) =>
      inspect(sessions, panels, comparedModel(sessions, panels, activeSession, given), (session) =>
        compareGradients(session, numbers),
      ),
    'backprop.compareVariables': async () => {
      const paused = await pausedFrame();
      if (paused === undefined) return;
      const model = activeSession.current?.uri ?? (await chooseModel());
      if (model === undefined) return;
      await inspect(sessions, panels, model, (session) => compareVariables(session, paused));
    },
    'backprop.newModel': async () => {
      const model = await newModel();
      if (model !== undefined) await runBackwardPass(sessions, panels, model);
    },
    'backprop.openExample': async (given) => {
      const model = await openExample(extensionUri, given);
      if (model !== undefined) await runBackwardPass(sessions, panels, model);
    },
    'backprop.showHeatmap': async () => {
      await vscode.commands.executeCommand(`${GRADIENTS_VIEW}.focus`);
    },
    'backprop.showNumber': async (given, second) => {
      const place = placeGiven(given, second);
      await inspect(sessions, panels, place?.uri, (session) => showNumber(panels, session, place?.offset));
    },
    'backprop.showPanel': (given, number) => {
      const target = targetOf(panels, given);
      const session = target === undefined ? activeSession.current : sessions.get(target);
      if (session === undefined) return runBackwardPass(sessions, panels, target);
      panels.show(session, cellIn(number));
      return Promise.resolve();
    },
    'backprop.chooseConvention': (given) =>
      chooseConvention(targetOf(panels, given) ?? activeSession.current?.uri),
    'backprop.showLog': () => {
      log.show();
      return Promise.resolve();
    },
    'backprop.exportMatrix': (given) => exportMatrix(panels, given, home),
    'backprop.exportPicture': (given) => exportPicture(panels, given, home),
    'backprop.copyMatrixAsLatex': (given) => copyMatrixAsLatex(panels, given),
    'backprop.copyProofAsLatex': (given) => copyProof(panels, given, 'latex'),
    'backprop.copyProofAsMarkdown': (given) => copyProof(panels, given, 'markdown'),
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([name, handler]) => vscode.commands.registerCommand(name, handler)),
  );
}

/** The model that is meant: the one given, the active panel's or the active editor's. */
function targetOf(panels: Panels, given: unknown): vscode.Uri | undefined {
  if (given instanceof vscode.Uri) return given;
  // A link has the model as text; a key binding may pass anything.
  return typeof given === 'string' ? vscode.Uri.parse(given) : (panels.active?.uri ?? activeModel());
}

/** The model that numbers are to be compared with: they themselves may stand in the active editor. */
function comparedModel(
  sessions: Sessions,
  panels: Panels,
  activeSession: ActiveSession,
  given: unknown,
): unknown {
  const document = vscode.window.activeTextEditor?.document;
  const isOther = document === undefined || !isModel(document, sessions);
  if (given instanceof vscode.Uri || panels.active !== undefined || !isOther) return given;
  return activeSession.current?.uri;
}

/**
 * Does something with a model, with its panel in view, and tells what is wrong with it where it failed.
 * @param uri the model; where it is none, it is the active panel's or the active editor's.
 */
async function inspect(
  sessions: Sessions,
  panels: Panels,
  uri: unknown,
  work: (session: InspectionSession) => Promise<unknown>,
): Promise<void> {
  const target = targetOf(panels, uri);
  if (target === undefined) {
    await offerModels();
    return;
  }
  const session = sessions.open(target);
  panels.show(session);
  await work(session);
  // The command has done its work; nobody waits for the answer to a message.
  if (session.state.status === 'failed' && !session.disposed) void tellProblems(session);
}

/** Runs a model and shows its panel. */
async function runBackwardPass(sessions: Sessions, panels: Panels, uri: unknown): Promise<void> {
  await inspect(sessions, panels, uri, (session) => session.run());
}

async function offerModels(): Promise<void> {
  const open = vscode.l10n.t('Open Example');
  const create = vscode.l10n.t('New Model');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'Open a JSON file with a network first: an object with "layers" and a "batch" of inputs and targets.',
    ),
    open,
    create,
  );
  if (answer === open) await vscode.commands.executeCommand('backprop.openExample', FIRST_EXAMPLE);
  if (answer === create) await vscode.commands.executeCommand('backprop.newModel');
}

async function tellProblems(session: InspectionSession): Promise<void> {
  const { issues, failure } = session.state;
  if (failure !== undefined) {
    void vscode.window.showErrorMessage(failure);
    return;
  }
  const errors = issues.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return;
  const more = errors.length === 1 ? '' : ` ${vscode.l10n.t('({0} problems in all)', errors.length)}`;
  const goTo = vscode.l10n.t('Go to Line {0}', first.range.start.line + 1);
  const list = vscode.l10n.t('Show Problems');
  const answer = await vscode.window.showErrorMessage(`${first.message}.${more}`, goTo, list);
  if (answer === goTo) await select(session.uri, first.range);
  if (answer === list) await vscode.commands.executeCommand('workbench.actions.view.problems');
}
