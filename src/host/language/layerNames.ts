/** From the name of a layer to the layer, and another name for it wherever it stands. */
import * as vscode from 'vscode';
import type { LayerName } from '../../inspector/language';
import { Disposables } from '../disposables';
import { isModel, MODEL_SELECTOR } from '../modelFiles';
import { toRange } from '../ranges';
import type { Sessions } from '../sessions';
import type { ModelTexts } from './modelTexts';

export class LayerNames extends Disposables implements vscode.DefinitionProvider, vscode.RenameProvider {
  constructor(
    readonly sessions: Sessions,
    readonly texts: ModelTexts,
  ) {
    super();
    this.own(vscode.languages.registerDefinitionProvider(MODEL_SELECTOR, this));
    this.own(vscode.languages.registerRenameProvider(MODEL_SELECTOR, this));
  }

  async provideDefinition(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.LocationLink[] | undefined> {
    const found = await this.#at(document, position, token);
    if (found === undefined) return undefined;
    return [
      {
        originSelectionRange: toRange(found.range),
        targetUri: document.uri,
        targetRange: toRange(found.definition),
      },
    ];
  }

  /** @throws Error that says why there is nothing to rename. */
  async prepareRename(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<{ range: vscode.Range; placeholder: string }> {
    const { range, name } = await this.#renamed(document, position, token);
    return { range: toRange(range), placeholder: name };
  }

  /** @throws Error that says why the layer can not have that name. */
  async provideRenameEdits(
    document: vscode.TextDocument,
    position: vscode.Position,
    newName: string,
    token: vscode.CancellationToken,
  ): Promise<vscode.WorkspaceEdit> {
    const { name, places, taken } = await this.#renamed(document, position, token);
    if (newName.trim() === '') throw new Error(vscode.l10n.t('A layer’s name can not be empty.'));
    if (newName !== name && taken.includes(newName)) {
      throw new Error(vscode.l10n.t('The name “{0}” is taken.', newName));
    }
    const written = JSON.stringify(newName).slice(1, -1);
    const edit = new vscode.WorkspaceEdit();
    for (const place of places) edit.replace(document.uri, toRange(place), written);
    return edit;
  }

  async #renamed(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<LayerName> {
    const found = await this.#at(document, position, token);
    if (found === undefined) throw new Error(vscode.l10n.t('This is not the name of a layer.'));
    if (found.places.length === 0) {
      throw new Error(vscode.l10n.t('“{0}” is no name that the file gives to a layer.', found.name));
    }
    return found;
  }

  async #at(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<LayerName | undefined> {
    if (!isModel(document, this.sessions)) return undefined;
    const offset = document.offsetAt(position);
    return this.texts.ask(document, token, ({ layerName }) => layerName(offset));
  }
}
