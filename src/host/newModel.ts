/** The command that makes a new model: from a template, with the sizes of layers that the user wants. */
import * as vscode from 'vscode';
import { choose } from './choose';
import { readSizes, type TemplateName, templateNames, templateText } from '../model/templates';
import { untitledModel } from './untitledModel';

/** @returns the new document; undefined where the user wants none. */
export async function newModel(): Promise<vscode.Uri | undefined> {
  const title = vscode.l10n.t('New Model');
  const template = await chooseTemplate(title);
  if (template === undefined) return undefined;
  const sizes = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('How many inputs, units of each hidden layer, and outputs?'),
    value: template === 'classification' ? '2, 4, 3' : '2, 3, 1',
    // As the question before it.
    ignoreFocusOut: true,
    validateInput: (text) =>
      readSizes(text) === undefined
        ? vscode.l10n.t(
            'Give two or more whole numbers from 1, such as 2, 3, 1, with at most 100 000 weights and biases.',
          )
        : undefined,
  });
  const read = sizes === undefined ? undefined : readSizes(sizes);
  return read === undefined ? undefined : untitledModel(templateText(template, read));
}

async function chooseTemplate(title: string): Promise<TemplateName | undefined> {
  const words: Readonly<Record<TemplateName, { label: string; detail: string }>> = {
    regression: {
      label: vscode.l10n.t('Regression'),
      detail: vscode.l10n.t('tanh, linear outputs, mean squared error'),
    },
    binaryClassification: {
      label: vscode.l10n.t('Binary classification'),
      detail: vscode.l10n.t('relu, sigmoid outputs, binary cross-entropy'),
    },
    classification: {
      label: vscode.l10n.t('Classification'),
      detail: vscode.l10n.t('relu, softmax, cross-entropy with the index of the class as target'),
    },
    notes: {
      label: vscode.l10n.t('As in lecture notes'),
      detail: vscode.l10n.t('sigmoid, half the squared error, one sample'),
    },
  };
  const items = templateNames.map((template) => ({ template, ...words[template] }));
  return (await choose(items, { title, matchOnDetail: true }))?.template;
}
