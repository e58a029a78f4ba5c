/** The content of a document: from the editor while it is open there, else from the file, also where that is too large for one. */
import * as vscode from 'vscode';
import { Disposables } from './disposables';
import { ownBytes } from './ownBytes';

/** How long typing must pause before what is made of a text is made again. */
export const DEBOUNCE_MS = 150;

/** The content cannot be had; the message says in a sentence why. */
export class UnreadableTextError extends Error {
  override readonly name = 'UnreadableTextError';
}

/** The text at one time. */
export interface TextNow {
  /** Two times with the same version have the same text. */
  readonly version: string;
  /** Text of an editor, or the bytes of a file, which are the reader's own. */
  readonly content: string | Uint8Array<ArrayBuffer>;
}

export class WatchedText extends Disposables {
  readonly #changed = this.own(new vscode.EventEmitter<void>());
  /** The text was edited, or the file changed on disk. */
  readonly onDidChange = this.#changed.event;
  readonly #moved = this.own(new vscode.EventEmitter<void>());
  /** The text comes from the editor now, or no more: it may be another, as unsaved edits come and go with a document. */
  readonly onDidMove = this.#moved.event;
  /** Counts what may have brought another text, but for edits, which documents count themselves. */
  #events = 0;

  constructor(readonly uri: vscode.Uri) {
    super();
    this.own(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (this.#isOurs(document) && contentChanges.length > 0) this.#changed.fire();
      }),
    );
    const move = (document: vscode.TextDocument): void => {
      if (!this.#isOurs(document)) return;
      this.#events++;
      this.#moved.fire();
    };
    this.own(vscode.workspace.onDidOpenTextDocument(move));
    this.own(vscode.workspace.onDidCloseTextDocument(move));
    if (uri.scheme !== 'untitled') this.#watch();
  }

  /**
   * The text as it is now, or undefined where its version is the known one.
   * @throws UnreadableTextError where there is no such file (any more), or it may not be read.
   */
  async read(known?: string): Promise<TextNow | undefined> {
    const document = this.#document;
    if (document === undefined) return this.#readFile(known);
    const version = `${this.#events}:${document.version}`;
    return version === known ? undefined : { version, content: document.getText() };
  }

  get #document(): vscode.TextDocument | undefined {
    return vscode.workspace.textDocuments.find((document) => this.#isOurs(document) && !document.isClosed);
  }

  #isOurs(document: vscode.TextDocument): boolean {
    return document.uri.toString() === this.uri.toString();
  }

  #watch(): void {
    const name = this.uri.path.split('/').at(-1) ?? '';
    const watcher = this.own(
      vscode.workspace.createFileSystemWatcher(
        new vscode.RelativePattern(vscode.Uri.joinPath(this.uri, '..'), name),
      ),
    );
    const changed = (): void => {
      this.#events++;
      // An open document tells of its own changes.
      if (this.#document === undefined) this.#changed.fire();
    };
    this.own(watcher.onDidChange(changed));
    this.own(watcher.onDidCreate(changed));
    this.own(watcher.onDidDelete(changed));
  }

  async #readFile(known: string | undefined): Promise<TextNow | undefined> {
    const { uri } = this;
    if (uri.scheme === 'untitled') {
      throw new UnreadableTextError(
        vscode.l10n.t('{0} was closed. Use the file that it was saved as.', uri.path),
      );
    }
    try {
      // What VS Code's own etags are made of. First, so that a change while the file is read makes another version.
      const { mtime, size } = await vscode.workspace.fs.stat(uri);
      const version = `${this.#events}:${mtime}:${size}`;
      if (version === known) return undefined;
      return { version, content: await ownBytes(await vscode.workspace.fs.readFile(uri)) };
    } catch (error) {
      throw new UnreadableTextError(reason(uri, error), { cause: error });
    }
  }
}

function reason(uri: vscode.Uri, error: unknown): string {
  const file = vscode.workspace.asRelativePath(uri);
  switch (error instanceof vscode.FileSystemError ? error.code : '') {
    case 'FileNotFound':
      return vscode.l10n.t('There is no file {0}: it may have been moved, renamed or deleted.', file);
    case 'FileIsADirectory':
      return vscode.l10n.t('{0} is a folder, not a file.', file);
    case 'NoPermissions':
      return vscode.l10n.t('{0} may not be read: its permissions forbid it.', file);
    default:
      return vscode.l10n.t(
        '{0} could not be read: {1}',
        file,
        error instanceof Error ? error.message : String(error),
      );
  }
}
