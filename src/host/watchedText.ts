/**
 * The content of a document: from the editor while it is open there, else from the file, also where that is too large for one.
 * It goes with the document to its new name.
 */
import * as vscode from 'vscode';
import { Disposables } from './disposables';
import { movedUri } from './movedUri';
import { nameOfFile } from './nameOfFile';
import { ownBytes } from './ownBytes';
import { SavedUntitled } from './savedUntitled';

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
  readonly #sourceChanged = this.own(new vscode.EventEmitter<void>());
  /** The text comes from the editor now, or no more: it may be another, as unsaved edits come and go with a document. */
  readonly onDidChangeSource = this.#sourceChanged.event;
  readonly #moved = this.own(new vscode.EventEmitter<vscode.Uri>());
  /** The document has another URI than this one now: its file was renamed or moved, or it was untitled and saved. */
  readonly onDidMove = this.#moved.event;
  #uri: vscode.Uri;
  /** Of the file; undefined where there is none yet. */
  #watcher: vscode.Disposable | undefined;
  /** Counts what may have brought another text, but for edits, which documents count themselves. */
  #events = 0;

  constructor(uri: vscode.Uri) {
    super();
    this.#uri = uri;
    // First, so that nothing is heard of the document that closes at the old URI.
    this.#followFile();
    if (uri.scheme === 'untitled') this.#followUntitled();
    this.own(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (this.#isOurs(document) && contentChanges.length > 0) this.#changed.fire();
      }),
    );
    const changeSource = (document: vscode.TextDocument): void => {
      if (!this.#isOurs(document)) return;
      this.#events++;
      this.#sourceChanged.fire();
    };
    this.own(vscode.workspace.onDidOpenTextDocument(changeSource));
    this.own(vscode.workspace.onDidCloseTextDocument(changeSource));
    this.own({
      dispose: () => {
        this.#watcher?.dispose();
      },
    });
    this.#watch();
  }

  get uri(): vscode.Uri {
    return this.#uri;
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

  #followFile(): void {
    this.own(
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) {
          const to = movedUri(this.uri, oldUri, newUri);
          if (to !== undefined) this.#move(to);
        }
      }),
    );
  }

  #followUntitled(): void {
    const saved = this.own(new SavedUntitled(this.uri));
    saved.onDidSave((file) => {
      saved.dispose();
      this.#move(file);
    });
  }

  #move(to: vscode.Uri): void {
    const from = this.#uri;
    this.#uri = to;
    this.#events++;
    this.#watch();
    this.#moved.fire(from);
  }

  #watch(): void {
    this.#watcher?.dispose();
    if (this.uri.scheme === 'untitled') return;
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.joinPath(this.uri, '..'), nameOfFile(this.uri)),
    );
    this.#watcher = watcher;
    const changed = (): void => {
      this.#events++;
      // An open document tells of its own changes.
      if (this.#document === undefined) this.#changed.fire();
    };
    // Its events go with it.
    watcher.onDidChange(changed);
    watcher.onDidCreate(changed);
    watcher.onDidDelete(changed);
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
