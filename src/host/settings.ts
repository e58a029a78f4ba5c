/** The user's settings, as runs take them. */
import * as vscode from 'vscode';
import type { RunOptions } from '../inspector/views';

/** The section of all our settings. */
export const SECTION = 'backprop';

/** How a model's runs are computed. What a settings file says wrongly is as if it did not say it. */
export function runSettings(uri: vscode.Uri): Pick<RunOptions, 'arithmetic' | 'threads'> {
  const settings = vscode.workspace.getConfiguration(SECTION, uri);
  const arithmetic = settings.get<unknown>('arithmetic');
  const threads = settings.get<unknown>('threads');
  return {
    arithmetic: arithmetic === 'fast' ? 'fast' : 'strict',
    threads: Number.isSafeInteger(threads) ? Math.max(0, threads as number) : 0,
  };
}

/** Whether a change of settings is one of how a model's runs are computed. */
export function affectsRuns(change: vscode.ConfigurationChangeEvent, uri: vscode.Uri): boolean {
  return ['arithmetic', 'threads'].some((name) => change.affectsConfiguration(`${SECTION}.${name}`, uri));
}

/** The names of the code lenses that the user wants. */
export function codeLenses(uri: vscode.Uri): ReadonlySet<unknown> {
  const settings = vscode.workspace.getConfiguration(SECTION, uri);
  return names(settings.get<unknown>('codeLenses'));
}

/** The names of the findings that the user wants to see in the text. */
export function findings(uri: vscode.Uri): ReadonlySet<unknown> {
  const settings = vscode.workspace.getConfiguration(SECTION, uri);
  return names(settings.get<unknown>('findings'));
}

function names(value: unknown): ReadonlySet<unknown> {
  return new Set(Array.isArray(value) ? value : []);
}
