/** The text of a model: from the editor while it is open there, else from the file, also where that is too large for one. */
import * as vscode from 'vscode';
import { Disposables } from './disposables';

/** The model's text cannot be had; the message says in a sentence why. */
export class UnreadableModelError extends Error {
  override readonly name = 'UnreadableModelError';
}

export class ModelText extends Disposables {
  readonly #changed = this.own(new vscode.EventEmitter<void>());
  /** The text was edited, or the file changed on disk. */
  readonly onDidChange = this.#changed.event;
  /** What was read last. */
  #last: string | undefined;

  constructor(readonly uri: vscode.Uri) {
    super();
    this.own(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (this.#isOurs(document) && contentChanges.length > 0) this.#changed.fire();
      }),
    );
    const reread = (document: vscode.TextDocument): void => {
      if (this.#isOurs(document)) void this.#reread();
    };
    // Unsaved edits come with a document that opens, and go with one that closes.
    this.own(vscode.workspace.onDidOpenTextDocument(reread));
    this.own(vscode.workspace.onDidCloseTextDocument(reread));
    if (uri.scheme !== 'untitled') this.#watch();
  }

  /**
   * The text as it is now.
   * @throws UnreadableModelError where there is no such file (any more), or it may not be read.
   */
  async read(): Promise<string> {
    this.#last = this.#document?.getText() ?? (await this.#readFile());
    return this.#last;
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
      // An open document tells of its own changes.
      if (this.#document === undefined) this.#changed.fire();
    };
    this.own(watcher.onDidChange(changed));
    this.own(watcher.onDidCreate(changed));
    this.own(watcher.onDidDelete(changed));
  }

  async #reread(): Promise<void> {
    const before = this.#last;
    if (before === undefined) return;
    const now = await this.read().catch(() => undefined);
    if (now !== before && !this.disposed) this.#changed.fire();
  }

  async #readFile(): Promise<string> {
    const { uri } = this;
    if (uri.scheme === 'untitled') {
      throw new UnreadableModelError(
        vscode.l10n.t('{0} was closed. Run the backward pass on the file that it was saved as.', uri.path),
      );
    }
    try {
      return await vscode.workspace.decode(await vscode.workspace.fs.readFile(uri), { uri });
    } catch (error) {
      throw new UnreadableModelError(reason(uri, error), { cause: error });
    }
  }
}

function reason(uri: vscode.Uri, error: unknown): string {
  const file = vscode.workspace.asRelativePath(uri);
  switch (error instanceof vscode.FileSystemError ? error.code : '') {
    case 'FileNotFound':
      return vscode.l10n.t('There is no file {0}: it may have been moved, renamed or deleted.', file);
    case 'FileIsADirectory':
      return vscode.l10n.t('{0} is a folder, not a model file.', file);
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
