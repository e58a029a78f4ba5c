/** The outline and the breadcrumbs of a model: its network, beside JSON's own keys. */
import * as vscode from 'vscode';
import type { OutlineSymbol } from '../../inspector/language';
import { Disposables } from '../disposables';
import { isModel, MODEL_SELECTOR } from '../modelFiles';
import { toRange } from '../ranges';
import type { Sessions } from '../sessions';
import type { ModelTexts } from './modelTexts';

export class ModelOutline extends Disposables implements vscode.DocumentSymbolProvider {
  constructor(
    readonly sessions: Sessions,
    readonly texts: ModelTexts,
  ) {
    super();
    const label = vscode.l10n.t('Network');
    this.own(vscode.languages.registerDocumentSymbolProvider(MODEL_SELECTOR, this, { label }));
  }

  async provideDocumentSymbols(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentSymbol[]> {
    if (!isModel(document, this.sessions)) return [];
    const symbols = await this.texts.ask(document, token, ({ outline }) => outline());
    return (symbols ?? []).map(toSymbol);
  }
}

const KINDS: Readonly<Record<OutlineSymbol['kind'], vscode.SymbolKind>> = {
  layer: vscode.SymbolKind.Class,
  tensor: vscode.SymbolKind.Array,
  loss: vscode.SymbolKind.Function,
  batch: vscode.SymbolKind.Package,
};

function toSymbol({ name, detail, kind, range, selection, children }: OutlineSymbol): vscode.DocumentSymbol {
  const symbol = new vscode.DocumentSymbol(name, detail, KINDS[kind], toRange(range), toRange(selection));
  symbol.children = children.map(toSymbol);
  return symbol;
}
