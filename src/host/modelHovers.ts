/** Hovers on a model's numbers and rules, beside those of its schema. */
import * as vscode from 'vscode';
import type { Hover } from '../inspector/hover/hoverView';
import { commandLink } from './commandLink';
import { Disposables } from './disposables';
import { isFresh } from './freshRun';
import { hoverMarkdown } from './hoverMarkdown';
import type { ModelTexts } from './language/modelTexts';
import { isModel, MODEL_SELECTOR } from './modelFiles';
import type { InspectionSession } from './session';
import type { Sessions } from './sessions';
import { notationSetting } from './settings';

/** A hover waits so long for the run of what was just typed. */
const PATIENCE_MS = 300;

const SHOW = 'backprop.showNumber';
const RUN = 'backprop.runBackwardPass';

export class ModelHovers extends Disposables implements vscode.HoverProvider {
  constructor(
    readonly sessions: Sessions,
    readonly texts: ModelTexts,
  ) {
    super();
    this.own(vscode.languages.registerHoverProvider(MODEL_SELECTOR, this));
  }

  /** Of the last good run, else what needs none: hovers run nothing. */
  provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const offset = document.offsetAt(position);
    const session = this.sessions.get(document.uri);
    return session?.state.run === undefined
      ? this.#beforeRun(document, offset, token)
      : this.#ofRun(session, document, offset, token);
  }

  async #ofRun(
    session: InspectionSession,
    document: vscode.TextDocument,
    offset: number,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const isOfText = await isFresh(session, PATIENCE_MS, token);
    if (token.isCancellationRequested || session.disposed) return undefined;
    const hover = await session.hover(offset);
    if (hover === undefined) return undefined;
    const link: Link = {
      title: vscode.l10n.t('Show in panel'),
      command: SHOW,
      given: [document.uri.toString(), offset],
    };
    return toHover(
      document,
      hover,
      hover.cell === undefined ? undefined : link,
      isOfText
        ? undefined
        : vscode.l10n.t('These are the numbers of the last good run: the text has changed since.'),
    );
  }

  async #beforeRun(
    document: vscode.TextDocument,
    offset: number,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    if (!isModel(document, this.sessions)) return undefined;
    const { uri } = document;
    const hover = await this.texts.ask(document, token, ({ hoverBeforeRun }) =>
      hoverBeforeRun(offset, notationSetting(uri)),
    );
    if (hover === undefined) return undefined;
    const title = vscode.l10n.t('Run backward pass');
    return toHover(document, hover, { title, command: RUN, given: [uri.toString()] }, undefined);
  }
}

interface Link {
  readonly title: string;
  readonly command: string;
  readonly given: readonly unknown[];
}

/** @param stale what is said of numbers that are older than the text; undefined where they are not. */
function toHover(
  document: vscode.TextDocument,
  hover: Hover,
  link: Link | undefined,
  stale: string | undefined,
): vscode.Hover {
  const markdown = new vscode.MarkdownString(
    hoverMarkdown(hover, {
      colour: textColour(vscode.window.activeColorTheme.kind),
      stale,
      link: link && { title: link.title, command: commandLink(link.command, link.given) },
    }),
  );
  markdown.isTrusted = { enabledCommands: link === undefined ? [] : [link.command] };
  const { start, end } = hover.span;
  return new vscode.Hover(markdown, new vscode.Range(document.positionAt(start), document.positionAt(end)));
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
