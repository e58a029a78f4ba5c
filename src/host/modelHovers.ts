/** Hovers on a model's numbers and rules, beside those of its schema. */
import * as vscode from 'vscode';
import { commandLink } from './commandLink';
import { Disposables } from './disposables';
import { isFresh } from './freshRun';
import { hoverMarkdown } from './hoverMarkdown';
import { MODEL_SELECTOR } from './modelFiles';
import type { Sessions } from './sessions';

/** A hover waits so long for the run of what was just typed. */
const PATIENCE_MS = 300;

const SHOW = 'backprop.showNumber';

export class ModelHovers extends Disposables implements vscode.HoverProvider {
  constructor(readonly sessions: Sessions) {
    super();
    this.own(vscode.languages.registerHoverProvider(MODEL_SELECTOR, this));
  }

  /** Nothing where the model has not run: hovers run nothing. */
  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const session = this.sessions.get(document.uri);
    if (session?.state.run === undefined) return undefined;
    const isOfText = await isFresh(session, PATIENCE_MS, token);
    if (token.isCancellationRequested || session.disposed) return undefined;
    const offset = document.offsetAt(position);
    const hover = await session.hover(offset);
    if (hover === undefined) return undefined;
    const markdown = new vscode.MarkdownString(
      hoverMarkdown(hover, {
        colour: textColour(vscode.window.activeColorTheme.kind),
        stale: isOfText
          ? undefined
          : vscode.l10n.t('These are the numbers of the last good run: the text has changed since.'),
        link:
          hover.cell === undefined
            ? undefined
            : {
                title: vscode.l10n.t('Show in panel'),
                command: commandLink(SHOW, [document.uri.toString(), offset]),
              },
      }),
    );
    markdown.isTrusted = { enabledCommands: [SHOW] };
    const { start, end } = hover.span;
    return new vscode.Hover(markdown, new vscode.Range(document.positionAt(start), document.positionAt(end)));
  }
}

/** Of the editor's own themes; the text of others is near enough to read. */
function textColour(kind: vscode.ColorThemeKind): string {
  switch (kind) {
    case vscode.ColorThemeKind.Light:
      return '#3b3b3b';
    case vscode.ColorThemeKind.Dark:
      return '#cccccc';
    case vscode.ColorThemeKind.HighContrast:
      return '#ffffff';
    case vscode.ColorThemeKind.HighContrastLight:
      return '#000000';
  }
}
