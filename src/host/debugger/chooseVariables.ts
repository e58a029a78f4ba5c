/** Asks which of a frame’s variables are compared. */
import * as vscode from 'vscode';
import { shapeText } from '../../model/words';
import { bytesText } from '../../inspector/naming';
import type { Candidate, Choice } from './choice';
import { type FoundArray, sizeOf } from './foundArray';

type Item = vscode.QuickPickItem & { readonly array?: FoundArray };

/** The chosen arrays; undefined where the user wants none. What is taken for a layer’s quantity is chosen at first. */
export async function chooseVariables(
  { candidates, others }: Choice,
  model: string,
): Promise<readonly FoundArray[] | undefined> {
  if (candidates.length === 0 && !(await wantsOthers(others.length))) return undefined;
  const items: Item[] = [
    ...candidates.map(itemOf),
    ...(others.length === 0
      ? []
      : [{ label: vscode.l10n.t('Other arrays'), kind: vscode.QuickPickItemKind.Separator }]),
    ...others.map(itemOf),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Compare Variables with {0}', model),
    placeHolder: vscode.l10n.t('Variables of the paused program to compare'),
    canPickMany: true,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  const arrays = chosen?.flatMap(({ array }) => array ?? []) ?? [];
  return arrays.length === 0 ? undefined : arrays;
}

/** Tells which names are looked for, and offers what else there is. */
async function wantsOthers(count: number): Promise<boolean> {
  const message = vscode.l10n.t(
    'No variable of this frame is called like a gradient, a δ, a z or an activation. Names such as {0} are looked for, in dictionaries, lists and objects too.',
    'dW1, db1, dZ1, delta1, z1, a1, grads["dW1"], nabla_w, fc1.weight.grad',
  );
  if (count === 0) {
    void vscode.window.showInformationMessage(message);
    return false;
  }
  const choose = vscode.l10n.t('Choose from {0} Other Arrays…', count);
  return (await vscode.window.showInformationMessage(message, choose)) === choose;
}

function itemOf({ array, proposal }: Candidate): Item {
  const { meaning, reason, isSure } = proposal;
  const shape = array.shape.length === 0 ? vscode.l10n.t('one number') : shapeText(array.shape);
  const size = sizeOf(array);
  // Small arrays are there at once; of larger ones it is good to know before they are read.
  const about = size < 2 ** 20 ? shape : `${shape}, ${bytesText(size)}`;
  return {
    label: array.name,
    description: meaning === undefined ? about : `${about} → ${meaning}`,
    ...(reason === '' ? {} : { detail: reason }),
    picked: isSure,
    array,
  };
}
