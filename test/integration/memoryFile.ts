// A file system of one file in memory, which only VS Code knows.
import * as vscode from 'vscode';

export class MemoryFile implements vscode.FileSystemProvider {
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  #bytes = new Uint8Array();
  #mtime = 1;

  #uri: vscode.Uri;
  /** What the next question about a file waits for. */
  beforeStat: Promise<void> | undefined;
  /** What a renaming waits for when the file has its new name, and watchers know of it. */
  afterRename: Promise<void> | undefined;

  constructor(uri: vscode.Uri) {
    this.#uri = uri;
  }

  get uri(): vscode.Uri {
    return this.#uri;
  }

  write(text: string): void {
    this.#bytes = new TextEncoder().encode(text);
    this.#mtime++;
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri: this.uri }]);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  async stat({ path }: vscode.Uri): Promise<vscode.FileStat> {
    const waiting = this.beforeStat;
    this.beforeStat = undefined;
    await waiting;
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

  async rename(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    this.#uri = to;
    this.#changed.fire([
      { type: vscode.FileChangeType.Deleted, uri: from },
      { type: vscode.FileChangeType.Created, uri: to },
    ]);
    await this.afterRename;
  }
}
