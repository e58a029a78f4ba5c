/** The what-if of a session: other numbers on top of the file's run, and their way into the document. */
import * as vscode from 'vscode';
import type { CellRef, ShownRun } from '../inspector/views';
import type { inspectorContract } from '../protocol/inspectorContract';
import type { Remote } from '../protocol/message';
import { toRange } from './ranges';

/** A document that is typed into or moved while its numbers are looked for is asked again so often. */
const TRIES = 3;

export interface WhatIfSurroundings {
  /** Where the document is now. */
  uri(): vscode.Uri;
  views(): Remote<typeof inspectorContract>;
  /** Gives the worker the text as it is now and runs it where it is another; resolves to whether the run is of that text. */
  settle(): Promise<boolean>;
  run(): Promise<unknown>;
  /** Views speak of another run now. */
  show(shown: ShownRun): void;
}

export class RunningWhatIf {
  constructor(readonly surroundings: WhatIfSurroundings) {}

  /** Another number in place of one of the file's. Rejects in a sentence where that may not be. */
  async change(cell: CellRef, value: number): Promise<void> {
    await this.#follow(this.#views.change(cell, value));
  }

  async step(rate: number): Promise<void> {
    await this.#follow(this.#views.step(rate));
  }

  async stepBack(): Promise<void> {
    await this.#follow(this.#views.stepBack());
  }

  async discard(): Promise<void> {
    await this.#follow(this.#views.discard());
  }

  /**
   * Writes the numbers into the document, where they differ, as one edit that can be undone; the what-if ends with the run
   * of that text. Rejects in a sentence where the text cannot take them.
   */
  async write(): Promise<void> {
    const { surroundings } = this;
    for (let tries = 0; tries < TRIES; tries++) {
      const uri = surroundings.uri();
      const document = await vscode.workspace.openTextDocument(uri);
      const { version } = document;
      if (!(await surroundings.settle())) {
        throw new Error(vscode.l10n.t('The file has errors: its numbers can be written when it runs again.'));
      }
      const texts = await this.#views.whatIfTexts();
      if (document.version !== version || uri !== surroundings.uri()) continue;
      const edit = new vscode.WorkspaceEdit();
      for (const { range, text } of texts) edit.replace(uri, toRange(range), text);
      if (!(await vscode.workspace.applyEdit(edit))) break;
      await surroundings.run();
      return;
    }
    throw new Error(vscode.l10n.t('The numbers could not be written: the document cannot be edited now.'));
  }

  get #views(): Remote<typeof inspectorContract> {
    return this.surroundings.views();
  }

  async #follow(asked: Promise<ShownRun>): Promise<void> {
    this.surroundings.show(await asked);
  }
}
