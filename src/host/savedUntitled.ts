/** The file that an untitled document is saved as. VS Code does not tell: it shows in what happens to both documents. */
import * as vscode from 'vscode';
import { Disposables } from './disposables';

/** The untitled document goes as soon as its file is saved: so late, nobody has closed it by hand. */
const SOON_MS = 1000;

/**
 * To save an untitled document VS Code fills the document of a file with its text, saves that, takes the text out of the
 * untitled one and closes it. Formatters may change the file's text before it is saved.
 */
export class SavedUntitled extends Disposables {
  readonly #saved = this.own(new vscode.EventEmitter<vscode.Uri>());
  /** Told at most once, before anybody who began to listen later hears that the untitled document is empty or closed. */
  readonly onDidSave = this.#saved.event;
  /** The last document that had the same text, and when that was saved. */
  #copy: { readonly document: vscode.TextDocument; savedAt: number } | undefined;

  constructor(readonly untitled: vscode.Uri) {
    super();
    this.own(
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.#compare(document);
      }),
    );
    this.own(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length === 0) return;
        if (!this.#isOurs(document)) this.#compare(document);
        // Lines first: this is heard with every key.
        else if (document.lineCount === 1 && document.getText() === '') this.#leave();
        else this.#copy = undefined;
      }),
    );
    this.own(
      vscode.workspace.onDidSaveTextDocument((document) => {
        this.#compare(document);
        if (this.#copy?.document === document) this.#copy.savedAt = performance.now();
      }),
    );
    this.own(
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (this.#isOurs(document)) this.#leave();
      }),
    );
  }

  #isOurs(document: vscode.TextDocument): boolean {
    return document.uri.toString() === this.untitled.toString();
  }

  #compare(document: vscode.TextDocument): void {
    const own = vscode.workspace.textDocuments.find((each) => this.#isOurs(each));
    if (own === undefined || document.isUntitled || this.#copy?.document === document) return;
    if (vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) !== true) return;
    // Cheap where they differ, as they do with nearly every edit of another document.
    const isSame = document.lineCount === own.lineCount && document.getText() === own.getText();
    if (isSame && own.getText() !== '') this.#copy = { document, savedAt: -Infinity };
  }

  #leave(): void {
    const copy = this.#copy;
    this.#copy = undefined;
    if (copy === undefined || copy.document.isClosed || performance.now() - copy.savedAt > SOON_MS) return;
    const { uri } = copy.document;
    this.#saved.fire(uri);
  }
}
