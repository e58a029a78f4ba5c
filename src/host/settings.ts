/** The user's settings, as runs take them. */
import * as vscode from 'vscode';
import { notationOf } from '../inspector/convention';
import type { Notation, RunOptions } from '../inspector/views';

/** The section of all our settings. */
export const SECTION = 'backprop';

/** How a model's runs are computed. What a settings file says wrongly is as if it did not say it. */
export function runSettings(uri: vscode.Uri): Omit<RunOptions, 'agreed'> {
  const settings = vscode.workspace.getConfiguration(SECTION, uri);
  const arithmetic = settings.get<unknown>('arithmetic');
  const threads = settings.get<unknown>('threads');
  return {
    notation: notationSetting(uri),
    arithmetic: arithmetic === 'fast' ? 'fast' : 'strict',
    threads: Number.isSafeInteger(threads) ? Math.max(0, threads as number) : 0,
  };
}

/** How the user writes backprop. */
export function notationSetting(uri: vscode.Uri | undefined): Notation {
  const settings = vscode.workspace.getConfiguration(SECTION, uri);
  return notationOf(settings.get<unknown>('convention'));
}

/** Whether a change of settings is one of how a model's runs are computed. */
export function affectsRuns(change: vscode.ConfigurationChangeEvent, uri: vscode.Uri): boolean {
  return ['convention', 'arithmetic', 'threads'].some((name) =>
    change.affectsConfiguration(`${SECTION}.${name}`, uri),
  );
}

/** The names of the code lenses that the user wants. */
export function codeLenses(uri: vscode.Uri): ReadonlySet<unknown> {
  const settings = vscode.workspace.getConfiguration(SECTION, uri);
  const names = settings.get<unknown>('codeLenses');
  return new Set(Array.isArray(names) ? names : []);
}
