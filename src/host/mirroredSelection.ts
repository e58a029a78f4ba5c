/**
 * Panel and editor show the same number: where the editor's cursor is on one, the panel marks its cell, and where a cell is
 * chosen in the panel, the editor marks its number. The focus stays where it is.
 */
import * as vscode from 'vscode';
import { givenCell } from '../inspector/naming';
import type { TextRange } from '../inspector/views';
import { Disposables } from './disposables';
import { isFresh } from './freshRun';
import type { ChosenNumber, Panels } from './panels';
import { toRange } from './ranges';
import type { Sessions } from './sessions';
import { mirrorsSelection } from './settings';

/** A cursor that only passes over numbers marks none. */
const PAUSE_MS = 100;

/** So long the run of what was typed is waited for. */
const PATIENCE_MS = 2000;

export class MirroredSelection extends Disposables {
  readonly #mark = this.own(
    vscode.window.createTextEditorDecorationType({
      backgroundColor: new vscode.ThemeColor('editor.wordHighlightStrongBackground'),
      outline: '1px solid',
      outlineColor: new vscode.ThemeColor('focusBorder'),
      overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.wordHighlightStrongForeground'),
    }),
  );
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts what was chosen, on either side: only the newest is marked. */
  #choices = 0;

  constructor(
    readonly sessions: Sessions,
    readonly panels: Panels,
  ) {
    super();
    this.own(
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        this.#afterPause(textEditor);
      }),
    );
    this.own(
      panels.onDidChoose((chosen) => {
        this.#markInEditors(chosen).catch(() => undefined);
      }),
    );
    this.own(
      sessions.onDidClose(({ uri }) => {
        this.#markIn(uri, undefined);
      }),
    );
    this.own({
      dispose: () => {
        clearTimeout(this.#timer);
      },
    });
  }

  #afterPause(editor: vscode.TextEditor): void {
    const { uri } = editor.document;
    if (this.sessions.get(uri) === undefined) return;
    const choice = ++this.#choices;
    // The cursor itself is the mark now.
    this.#markIn(uri, undefined);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // Without a run, or after it, there is nothing to mark.
      this.#markInPanel(editor, choice).catch(() => undefined);
    }, PAUSE_MS);
  }

  async #markInPanel({ document, selection }: vscode.TextEditor, choice: number): Promise<void> {
    const session = this.sessions.get(document.uri);
    if (session?.state.run === undefined || document.isClosed) return;
    const panel = this.panels.inView(session);
    if (panel === undefined || !mirrorsSelection(document.uri)) return;
    // A text that is still being typed is given to the worker by its run, and not before.
    const isOfText = await isFresh(session, PATIENCE_MS);
    if (choice !== this.#choices) return;
    const cell = isOfText ? await session.cellAt(document.offsetAt(selection.active)) : undefined;
    if (choice === this.#choices) panel.mark(cell);
  }

  async #markInEditors({ session, cell }: ChosenNumber): Promise<void> {
    const { uri } = session;
    const choice = ++this.#choices;
    const given = givenCell(cell);
    const isWanted = given !== undefined && mirrorsSelection(uri) && editorsOf(uri).length > 0;
    const range = isWanted ? await session.locate(given) : undefined;
    if (choice !== this.#choices) return;
    this.panels.inView(session)?.mark(undefined);
    this.#markIn(uri, range);
  }

  #markIn(uri: vscode.Uri, place: TextRange | undefined): void {
    for (const editor of editorsOf(uri)) {
      const range = place === undefined ? undefined : toRange(place);
      editor.setDecorations(this.#mark, range === undefined ? [] : [range]);
      if (range !== undefined) {
        editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
      }
    }
  }
}

function editorsOf(uri: vscode.Uri): readonly vscode.TextEditor[] {
  return vscode.window.visibleTextEditors.filter(
    ({ document }) => document.uri.toString() === uri.toString(),
  );
}
