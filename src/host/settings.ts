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

/** Whether a number that is chosen in the panel is marked in its model's text, and the other way round. */
export function mirrorsSelection(uri: vscode.Uri): boolean {
  const settings = vscode.workspace.getConfiguration(SECTION, uri);
  return settings.get<unknown>('mirrorSelection') !== false;
}

/** The names of the code lenses that the user wants. */
export function codeLenses(uri: vscode.Uri): ReadonlySet<unknown> {
  const settings = vscode.workspace.getConfiguration(SECTION, uri);
  return namesIn(settings.get<unknown>('codeLenses'));
}

/** The names of the findings that the user wants to see in the text. */
export function findings(uri: vscode.Uri): ReadonlySet<unknown> {
  const settings = vscode.workspace.getConfiguration(SECTION, uri);
  return namesIn(settings.get<unknown>('findings'));
}

/** The kinds of inlay hints that the user wants. */
export function inlayHints(uri: vscode.Uri): ReadonlySet<unknown> {
  const settings = vscode.workspace.getConfiguration(SECTION, uri);
  return namesIn(settings.get<unknown>('inlayHints'));
}

function namesIn(setting: unknown): ReadonlySet<unknown> {
  return new Set(Array.isArray(setting) ? setting : []);
}
