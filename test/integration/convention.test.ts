// The user's convention: a change of the setting, by hand or by the command, is on screen after the run that follows it.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { InspectionSession } from '../../src/host/session';
import type { LayerView } from '../../src/inspector/views';
import { describe, it } from './runner';
import { closeEverything, eventually, exampleText, openModel, ownWorker } from './support';

async function sessionOf(uri: vscode.Uri): Promise<InspectionSession> {
  const log = vscode.window.createOutputChannel('Backprop Inspector test', { log: true });
  return new InspectionSession(uri, await ownWorker(), log);
}

async function outputOf(session: InspectionSession): Promise<LayerView> {
  const { layers } = await session.views.overview({});
  return layers.at(-1)!;
}

/** The output's δ in one line, after the run that shows it. */
function deltaBecomes(session: InspectionSession, wanted: string): Promise<true> {
  return eventually(wanted, async () =>
    (await outputOf(session)).formulas.delta === wanted ? true : undefined,
  );
}

describe('the convention', () => {
  it('is on screen as the setting says it', async () => {
    const { document } = await openModel(await exampleText('xor'));
    const session = await sessionOf(document.uri);
    const settings = vscode.workspace.getConfiguration('backprop');
    const say = (convention: unknown): Thenable<void> =>
      settings.update('convention', convention, vscode.ConfigurationTarget.Global);
    assert.equal((await session.run()).run, 1);
    await deltaBecomes(session, '\\Delta^{2} = \\frac{1}{4} (A^{2} - Y)');
    try {
      await say('deeplearning.ai');
      await deltaBecomes(session, 'dZ^{[2]} = A^{[2]} - Y');
      const { formulas, symbols } = await outputOf(session);
      assert.equal(
        formulas.parameterGradients['weights'],
        'dW^{[2]} = \\frac{1}{4} dZ^{[2]} (A^{[1]})^{\\mathsf{T}}',
      );
      assert.equal(symbols.delta, '(dZ^{[2]})^{\\mathsf{T}}');
      await say('pytorch');
      await deltaBecomes(session, '\\Delta^{2} = \\frac{1}{4} (A^{2} - Y)');
      assert.equal(
        (await outputOf(session)).formulas.parameterGradients['weights'],
        '\\partial L / \\partial W^{2} = (\\Delta^{2})^{\\mathsf{T}} A^{1}',
      );
      await say({ symbols: 'd' });
      await deltaBecomes(session, 'dZ^{[2]} = \\frac{1}{4} (A^{[2]} - Y)');
    } finally {
      await say(undefined);
    }
    await deltaBecomes(session, '\\Delta^{2} = \\frac{1}{4} (A^{2} - Y)');
    session.dispose();
    await closeEverything();
  });

  it('is written by the command that asks for it', async () => {
    await openModel(await exampleText('xor'));
    const said = (): unknown => vscode.workspace.getConfiguration('backprop').get('convention');
    try {
      // Keys that come before the list is there choose nothing: the list is closed, and asked for again.
      await eventually('the setting', async () => {
        const asked = vscode.commands.executeCommand('backprop.chooseConvention');
        await new Promise((resolve) => setTimeout(resolve, 500));
        await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        await new Promise((resolve) => setTimeout(resolve, 200));
        await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
        await asked;
        return said() === 'pytorch' ? true : undefined;
      });
    } finally {
      await vscode.workspace
        .getConfiguration('backprop')
        .update('convention', undefined, vscode.ConfigurationTarget.Global);
    }
    await closeEverything();
  });
});
