// A model that is no file on a disk: of a file system that only VS Code knows, as in a virtual workspace.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { describe, it } from './runner';
import { closeEverything, eventually, exampleText, ourDiagnostics, panelTabs } from './support';

/** One file in memory. */
class MemoryFile implements vscode.FileSystemProvider {
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  #bytes = new Uint8Array();
  #mtime = 1;

  constructor(readonly uri: vscode.Uri) {}

  write(text: string): void {
    this.#bytes = new TextEncoder().encode(text);
    this.#mtime++;
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri: this.uri }]);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    if (path === '/') return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    if (path !== this.uri.path) throw vscode.FileSystemError.FileNotFound();
    return { type: vscode.FileType.File, ctime: 0, mtime: this.#mtime, size: this.#bytes.length };
  }

  readDirectory(): [string, vscode.FileType][] {
    return [[this.uri.path.slice(1), vscode.FileType.File]];
  }

  readFile(): Uint8Array {
    return this.#bytes;
  }

  writeFile(_uri: vscode.Uri, content: Uint8Array): void {
    this.write(new TextDecoder().decode(content));
  }

  createDirectory(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): never {
    throw vscode.FileSystemError.NoPermissions();
  }
}

describe('a model of a virtual file system', () => {
  it('runs without an editor, follows its file, and is mended in an editor', async () => {
    const uri = vscode.Uri.from({ scheme: 'backprop-memory', path: '/virtual.backprop.json' });
    const file = new MemoryFile(uri);
    const registered = vscode.workspace.registerFileSystemProvider(uri.scheme, file);
    const text = await exampleText('notes-2-3-1');
    file.write(text);
    await vscode.commands.executeCommand('backprop.runBackwardPass', uri);
    await eventually('the panel', () =>
      panelTabs().some(({ label }) => label === 'Backprop: virtual') ? true : undefined,
    );
    assert.deepEqual(ourDiagnostics(uri), []);

    file.write(text.replace('"sigmoid"', '"sigmoit"'));
    await eventually('the problem', () => (ourDiagnostics(uri).length === 1 ? true : undefined));

    const editor = await vscode.window.showTextDocument(uri);
    const start = editor.document.getText().indexOf('sigmoit');
    const range = new vscode.Range(
      editor.document.positionAt(start),
      editor.document.positionAt(start + 'sigmoit'.length),
    );
    await editor.edit((edit) => {
      edit.replace(range, 'tanh');
    });
    await eventually('no problem', () => (ourDiagnostics(uri).length === 0 ? true : undefined));
    assert.ok(await editor.document.save());
    assert.match(new TextDecoder().decode(file.readFile()), /"tanh"/);
    await closeEverything();
    registered.dispose();
  });
});
