/** A matrix as a file, or as text on the clipboard. */
import * as vscode from 'vscode';
import type { MatrixFormat } from '../../inspector/views';
import type { Panels } from '../panels';
import { tellFailure } from './failure';
import { fileNameOf } from './fileName';
import { chooseFile, chooseKind, type FileKind, tellSaved } from './saving';
import { type Target, targetOf } from './target';

function kinds(): { readonly [K in MatrixFormat]: FileKind } {
  return {
    npy: {
      label: vscode.l10n.t('NumPy array'),
      detail: vscode.l10n.t('Every number to the bit, for numpy.load'),
      extension: 'npy',
    },
    csv: {
      label: 'CSV',
      detail: vscode.l10n.t('All digits, a line a row, for spreadsheets, NumPy and pandas'),
      extension: 'csv',
    },
    json: {
      label: 'JSON',
      detail: vscode.l10n.t('All digits, with which matrix it is'),
      extension: 'json',
    },
    latex: {
      label: vscode.l10n.t('LaTeX matrix'),
      detail: vscode.l10n.t('All digits, for documents: up to 10 000 numbers'),
      extension: 'tex',
    },
  };
}

/**
 * @param given what the command was called with.
 * @param home where a model that was never saved has its files.
 */
export async function exportMatrix(
  panels: Panels,
  given: unknown,
  home: vscode.Uri | undefined,
): Promise<void> {
  const target = await targetOf(panels, given);
  if (target === undefined) return;
  const { session } = target.panel;
  const format = await chooseKind(vscode.l10n.t('Export Matrix'), kinds());
  if (format === undefined) return;
  const kind = kinds()[format];
  const name = fileNameOf(await session.views.overview({}), target.matrix, kind.extension);
  const file = await chooseFile(session.uri, name, kind, home);
  if (file === undefined) return;
  const isWritten = await withEncoded(target, format, async (bytes) => {
    await vscode.workspace.fs.writeFile(file, bytes);
  });
  if (isWritten) void tellSaved(file);
}

/** @param given what the command was called with. */
export async function copyMatrixAsLatex(panels: Panels, given: unknown): Promise<void> {
  const target = await targetOf(panels, given);
  if (target === undefined) return;
  await withEncoded(target, 'latex', async (bytes) => {
    await vscode.env.clipboard.writeText(new TextDecoder().decode(bytes));
    vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) LaTeX copied'), 3000);
  });
}

/**
 * Does something with a matrix's bytes, while a notification says how far they are and can be cancelled.
 * @returns whether it was done; where not, the user has cancelled it or been told why.
 */
async function withEncoded(
  { panel, matrix }: Target,
  format: MatrixFormat,
  use: (bytes: Uint8Array) => Promise<void>,
): Promise<boolean> {
  const abort = new AbortController();
  try {
    await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Exporting a matrix of {0}', panel.session.fileName),
        cancellable: true,
      },
      async (progress, token) => {
        token.onCancellationRequested(() => {
          abort.abort();
        });
        let told = 0;
        const onShare = (share: number): void => {
          progress.report({ increment: 100 * (share - told) });
          told = share;
        };
        const bytes = await panel.session.encode(matrix, format, onShare, abort.signal);
        if (!abort.signal.aborted) await use(bytes);
      },
    );
    return !abort.signal.aborted;
  } catch (error) {
    if (abort.signal.aborted) return false;
    tellFailure(vscode.l10n.t('The matrix was not exported.'), error);
    return false;
  }
}
