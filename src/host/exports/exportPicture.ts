/** A heatmap as it is on screen, as a file. */
import * as vscode from 'vscode';
import type { PictureFormat } from '../../protocol/shapes';
import type { Panels } from '../panels';
import { tellFailure } from './failure';
import { fileNameOf } from './fileName';
import { chooseFile, chooseKind, type FileKind, tellSaved } from './saving';
import { targetOf } from './target';

function kinds(): { readonly [K in PictureFormat]: FileKind } {
  return {
    png: {
      label: 'PNG',
      detail: vscode.l10n.t('Pixels, twice as many as on screen'),
      extension: 'png',
    },
    svg: {
      label: 'SVG',
      detail: vscode.l10n.t('Shapes and text, sharp at any size'),
      extension: 'svg',
    },
  };
}

/**
 * @param given what the command was called with.
 * @param home where a model that was never saved has its files.
 */
export async function exportPicture(
  panels: Panels,
  given: unknown,
  home: vscode.Uri | undefined,
): Promise<void> {
  const target = await targetOf(panels, given);
  if (target === undefined) return;
  const { panel, matrix } = target;
  const format = await chooseKind(vscode.l10n.t('Export Heatmap as Picture'), kinds());
  if (format === undefined) return;
  try {
    const picture = await panel.picture(matrix, format);
    if (picture === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'This matrix is on screen as digits, not as a heatmap. Export Matrix saves its numbers.',
        ),
      );
      return;
    }
    const { session } = panel;
    const kind = kinds()[format];
    const name = fileNameOf(await session.views.overview({}), matrix, kind.extension);
    const file = await chooseFile(session.uri, name, kind, home);
    if (file === undefined) return;
    await vscode.workspace.fs.writeFile(file, picture);
    void tellSaved(file);
  } catch (error) {
    tellFailure(vscode.l10n.t('The picture was not exported.'), error);
  }
}
