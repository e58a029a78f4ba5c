/** Asks for the convention in which numbers are shown, and writes the setting. */
import * as vscode from 'vscode';
import { choose } from './choose';
import { type ConventionName, conventionNames, nameOfNotation, notationOf } from '../inspector/convention';
import type { Notation } from '../inspector/views';
import { notationSetting, SECTION } from './settings';

const CONVENTION = 'convention';

/** @param model the model whose settings are meant, where there is one. */
export async function chooseConvention(model: vscode.Uri | undefined): Promise<void> {
  const chosen = await askForConvention(notationSetting(model));
  if (chosen !== undefined) await useNotation(model, chosen);
}

/** Writes the setting: the name of a well-known convention, where it is one. */
export async function useNotation(model: vscode.Uri | undefined, notation: Notation): Promise<void> {
  const settings = vscode.workspace.getConfiguration(SECTION, model);
  await settings.update(CONVENTION, nameOfNotation(notation) ?? notation, targetOf(settings));
}

/** Where the setting is said already, most particular first; else for all of the user's work. */
function targetOf(settings: vscode.WorkspaceConfiguration): vscode.ConfigurationTarget {
  const { workspaceFolderValue, workspaceValue } = settings.inspect(CONVENTION) ?? {};
  if (workspaceFolderValue !== undefined) return vscode.ConfigurationTarget.WorkspaceFolder;
  return workspaceValue === undefined
    ? vscode.ConfigurationTarget.Global
    : vscode.ConfigurationTarget.Workspace;
}

async function askForConvention(now: Notation): Promise<Notation | undefined> {
  const details: Readonly<Record<ConventionName, string>> = {
    notes: 'z = Wᵀ a + b,  ∂L/∂W = Aᵀ Δ',
    pytorch: 'z = W a + b,  ∂L/∂W = Δᵀ A',
    'deeplearning.ai': 'Z = W A + b,  dW = 1/m dZ Aᵀ',
  };
  const labels: Readonly<Record<ConventionName, string>> = {
    notes: vscode.l10n.t('Lecture Notes'),
    pytorch: 'PyTorch',
    'deeplearning.ai': 'deeplearning.ai',
  };
  const current = nameOfNotation(now);
  const presets = conventionNames.map((name) => ({
    label: labels[name],
    description: details[name],
    isCurrent: name === current,
    choose: () => Promise.resolve<Notation | undefined>(notationOf(name)),
  }));
  const own = {
    label: vscode.l10n.t('My Own…'),
    description: vscode.l10n.t('letters, weights, samples and 1/m, one by one'),
    isCurrent: current === undefined,
    choose: () => askForChoices(now),
  };
  return (await ask(vscode.l10n.t('Convention'), [...presets, own]))?.choose();
}

interface Choice extends vscode.QuickPickItem {
  readonly isCurrent: boolean;
}

/** What is chosen now stands first. */
async function ask<C extends Choice>(title: string, choices: readonly C[]): Promise<C | undefined> {
  const inOrder = [...choices].sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
  const marked = inOrder.map((choice) => ({
    ...choice,
    label: choice.isCurrent ? `$(check) ${choice.label}` : choice.label,
  }));
  return choose(marked, { title, matchOnDescription: true });
}

/** One question after the other; undefined where one of them was not answered. */
async function askForChoices(now: Notation): Promise<Notation | undefined> {
  const symbols = await askFor(vscode.l10n.t('Letters (1 of 4)'), now.symbols, {
    partial: 'δ, ∂L/∂W',
    d: 'dZ, dW',
  });
  if (symbols === undefined) return undefined;
  const weights = await askFor(vscode.l10n.t('Weights (2 of 4)'), now.weights, {
    in_out: vscode.l10n.t('a row an input: z = Wᵀ a + b'),
    out_in: vscode.l10n.t('a row a unit: z = W a + b'),
  });
  if (weights === undefined) return undefined;
  const samples = await askFor(vscode.l10n.t('Samples of a batch (3 of 4)'), now.samples, {
    rows: vscode.l10n.t('rows'),
    columns: vscode.l10n.t('columns'),
  });
  if (samples === undefined) return undefined;
  const reduction = await askFor(vscode.l10n.t('1/m of a mean over the batch (4 of 4)'), now.reduction, {
    delta: vscode.l10n.t('inside δ, so that ∂L/∂W = Aᵀ Δ'),
    gradients: vscode.l10n.t('in front of the gradients: dW = 1/m dZ Aᵀ'),
  });
  return reduction === undefined ? undefined : { symbols, weights, samples, reduction };
}

async function askFor<V extends string>(
  title: string,
  now: V,
  labels: Readonly<Record<V, string>>,
): Promise<V | undefined> {
  const values = Object.keys(labels) as V[];
  const chosen = await ask(
    title,
    values.map((value) => ({ label: labels[value], value, isCurrent: value === now })),
  );
  return chosen?.value;
}
