/** What language models may ask: the same inspector that the panel shows, in text. */
import * as vscode from 'vscode';
import type { InspectionSession } from '../session';
import type { Sessions } from '../sessions';
import { explanationText, findingsText } from './answers';
import { cellOf } from './cellOf';
import { modelInput, numberInput, type NumberInput } from './inputs';
import type { Active } from './modelFile';
import { ModelTool } from './modelTool';

export function registerTools(sessions: Sessions, active: Active): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(toolsOf(sessions, active)).map(([name, tool]) => vscode.lm.registerTool(name, tool)),
  );
}

/** By the names that package.json declares. */
export function toolsOf(
  sessions: Sessions,
  active: Active,
): Readonly<Record<string, vscode.LanguageModelTool<unknown>>> {
  return {
    backprop_runBackwardPass: new ModelTool(sessions, active, {
      schema: modelInput,
      title: vscode.l10n.t('Run backward pass'),
      question: (file) => vscode.l10n.t('Compute every gradient of {0}? Nothing is changed.', file),
      doing: (file) => vscode.l10n.t('Running the backward pass of {0}', file),
      answer: (session) => session.views.runTable(),
    }),
    backprop_explainGradient: new ModelTool(sessions, active, {
      schema: numberInput,
      title: vscode.l10n.t('Explain gradient'),
      question: (file) => vscode.l10n.t('Run {0} and prove one of its numbers? Nothing is changed.', file),
      doing: (file) => vscode.l10n.t('Proving a number of {0}', file),
      answer: explain,
    }),
    backprop_checkGradients: new ModelTool(sessions, active, {
      schema: modelInput,
      title: vscode.l10n.t('Check gradients'),
      question: (file) =>
        vscode.l10n.t('Check the gradients of {0} by central differences? Nothing is changed.', file),
      doing: (file) => vscode.l10n.t('Checking gradients of {0}', file),
      answer: check,
    }),
    backprop_findFindings: new ModelTool(sessions, active, {
      schema: modelInput,
      title: vscode.l10n.t('Find what is to be noted'),
      question: (file) =>
        vscode.l10n.t('Run {0} and look for what is wrong in its gradients? Nothing is changed.', file),
      doing: (file) => vscode.l10n.t('Looking for what is to be noted in {0}', file),
      answer: async ({ views }) => findingsText(await views.findings(), await views.overview({})),
    }),
  };
}

async function explain({ views }: InspectionSession, input: NumberInput): Promise<string> {
  const cell = cellOf(await views.overview({}), input);
  const selection = input.sample === undefined ? {} : { sample: input.sample - 1 };
  const explanation = await views.explain(cell, selection, false);
  return explanationText(explanation, explanation.checkable ? await views.check(cell, selection) : undefined);
}

async function check(session: InspectionSession): Promise<string> {
  const state = await session.checkGradients();
  if (state?.status === 'failed') throw new Error(state.reason);
  const text = state === undefined ? undefined : await session.views.checkTable();
  if (text === undefined) throw new Error('The check was cancelled. Call the tool again.');
  return text;
}
