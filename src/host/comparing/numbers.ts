/** A user's numbers that are compared with a run: a document or file that may change, or what was read once. */
import * as vscode from 'vscode';
import { nameOfFile } from '../nameOfFile';
import { WatchedText } from '../watchedText';

export interface ComparedNumbers {
  readonly name: string;
  /** The document that they stand in; undefined where they stand in none. */
  readonly uri: vscode.Uri | undefined;
  /** They may be others now, or stand in another document. */
  onDidChange(listener: () => void): vscode.Disposable;
  /** @throws UnreadableTextError */
  read(): Promise<Uint8Array<ArrayBuffer>>;
  dispose(): void;
}

/** Numbers of a file, as it is in the editor or on disk. */
export function numbersIn(uri: vscode.Uri): ComparedNumbers {
  const text = new WatchedText(uri);
  return {
    get name() {
      return nameOfFile(text.uri);
    },
    get uri() {
      return text.uri;
    },
    onDidChange: (listener) => vscode.Disposable.from(text.onDidChange(listener), text.onDidMove(listener)),
    read: async () => {
      // Without a known version there is always an answer.
      const { content } = (await text.read())!;
      return typeof content === 'string' ? new TextEncoder().encode(content) : content;
    },
    dispose: () => {
      text.dispose();
    },
  };
}

/** Numbers that were read once, and stay as they are. */
export function numbersOf(name: string, bytes: Uint8Array<ArrayBuffer>): ComparedNumbers {
  const none = new vscode.Disposable(() => undefined);
  return {
    name,
    uri: undefined,
    onDidChange: () => none,
    read: () => Promise.resolve(bytes),
    dispose: () => undefined,
  };
}
