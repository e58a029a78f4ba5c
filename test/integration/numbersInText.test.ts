// What stands in a model's text after a run: hovers on numbers and rules, inlay hints.
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import * as vscode from 'vscode';
import { InspectionSession } from '../../src/host/session';
import { denseModel } from '../denseModel';
import { describe, it, note } from './runner';
import { closeEverything, eventually, exampleText, openModel, replace, ownWorker } from './support';

async function runModel(text: string): Promise<vscode.TextEditor> {
  const editor = await openModel(text);
  await vscode.commands.executeCommand('backprop.runBackwardPass', editor.document.uri);
  return editor;
}

/** Our part of the hover inside the first place of a text; undefined where there is none. */
async function ourHover(
  { document }: vscode.TextEditor,
  text: string,
): Promise<vscode.MarkdownString | undefined> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    document.positionAt(document.getText().indexOf(text) + 1),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .find(
      (part): part is vscode.MarkdownString =>
        part instanceof vscode.MarkdownString && /data:image\/svg|‖δ‖|∂L/.test(part.value),
    );
}

/** The first picture's words and its SVG. */
function pictureIn({ value }: vscode.MarkdownString): { words: string; svg: string } {
  const [, words = '', data = ''] = /!\[([^\]]*)\]\(data:image\/svg\+xml;base64,([^)]*)\)/.exec(value) ?? [];
  return { words, svg: Buffer.from(data, 'base64').toString() };
}

async function hints({ document }: vscode.TextEditor): Promise<readonly string[]> {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    whole,
  );
  return found.map(
    ({ label, position }) => `${position.line + 1}: ${typeof label === 'string' ? label : ''}`,
  );
}

describe('a hover', () => {
  it('on a weight has its value, its gradient, the formula as a picture and a link to the panel', async () => {
    const editor = await runModel(await exampleText('notes-2-3-1'));
    const hover = await ourHover(editor, '-0.4');
    assert.ok(hover);
    assert.match(hover.value, /\*\*weight 1,2 in layer 1 · hidden\*\*/);
    assert.match(hover.value, /w₁₂¹ = `-0.4`/);
    assert.match(hover.value, /∂L\/∂w₁₂¹ = `0\.000307\d+`/);
    const { words, svg } = pictureIn(hover);
    assert.match(words, /^∂L\/∂w₁₂¹ = a₁⁰ · δ₂¹ = 0\.05 · /);
    assert.match(svg, /^<svg /);
    assert.doesNotMatch(svg, /currentColor/);
    assert.match(hover.value, /\[Show in panel\]\(command:backprop\.showNumber\?/);
    assert.deepEqual(hover.isTrusted, { enabledCommands: ['backprop.showNumber'] });
    await closeEverything();
  });

  it('on inputs, targets and rules says what they are for', async () => {
    const editor = await runModel(await exampleText('notes-2-3-1'));
    const expected = [
      ['0.05, 0.1]]', /input 1 · sample 1[^]*∂L\/∂a₁⁰ = `/],
      ['0.99', /target 1 · sample 1[^]*enters the loss/],
      ['"sigmoid"', /sigmoid · layer 1 hidden[^]*sigmoid and its slope, over the 3 z/],
      ['"hidden"', /layer 1 hidden · dense, 2 → 3[^]*‖δ‖ = `/],
      ['"half_squared_error"', /half squared error[^]*L = `0\.0631/],
    ] as const;
    for (const [place, words] of expected) {
      const hover = await ourHover(editor, place);
      assert.match(hover?.value ?? '', words, place);
    }
    await closeEverything();
  });

  it('is of the edited text once it has run, and says so while the text is broken', async () => {
    const editor = await runModel(await exampleText('notes-2-3-1'));
    await replace(editor, '-0.4', '-0.5');
    await eventually('the new value', async () => {
      const hover = await ourHover(editor, '-0.5');
      return hover?.value.includes('`-0.5`') === true ? true : undefined;
    });
    await replace(editor, '0.99', '"no number"');
    const stale = await eventually('the old numbers', async () => {
      const hover = await ourHover(editor, '-0.5');
      return hover?.value.includes('last good run') === true ? hover : undefined;
    });
    assert.match(stale.value, /\*These are the numbers of the last good run/);
    await closeEverything();
  });

  it('is there at once when it is warm', async () => {
    const small = await runModel(await exampleText('digits'));
    const time = async (place: string): Promise<number> => {
      const start = performance.now();
      assert.ok(await ourHover(small, place));
      return performance.now() - start;
    };
    const places = ['"relu"', '"softmax"', '"sparse_categorical_crossentropy"', '"dense"'];
    for (const place of places) await time(place);
    const times: number[] = [];
    for (const place of places) times.push(await time(place));
    note(`    warm hovers: ${times.map((ms) => ms.toFixed(0)).join(', ')} ms`);
    // With the schema's hovers, on a machine that may do much else.
    assert.ok(Math.min(...times) < 200);
    await closeEverything();
  });

  it('is nothing but the schema’s before the model has run', async () => {
    const editor = await openModel(await exampleText('notes-2-3-1'));
    assert.equal(await ourHover(editor, '-0.4'), undefined);
    await closeEverything();
  });
});

describe('inlay hints', () => {
  it('stand beside layers and loss, those that the settings name, and follow the edits', async () => {
    const editor = await runModel(await exampleText('notes-2-3-1'));
    assert.deepEqual(await hints(editor), [
      '7: 2 → 3, 9 parameters',
      '7: ‖δ‖ 1.5e−2',
      '12: max |∂L/∂W| 1.1e−3',
      '16: max |∂L/∂b| 1.1e−2',
      '18: 3 → 1, 4 parameters',
      '18: ‖δ‖ 8.2e−2',
      '23: max |∂L/∂W| 4.4e−2',
      '28: max |∂L/∂b| 8.2e−2',
      '31: L = 6.3e−2',
    ]);
    await replace(editor, '"loss"', '\n\n  "loss"');
    assert.equal((await hints(editor)).at(-1), '33: L = 6.3e−2');
    await replace(editor, '0.99', '"no number"');
    assert.deepEqual(await hints(editor), []);
    await replace(editor, '"no number"', '0.5');
    await eventually('the new loss', async () => {
      const last = (await hints(editor)).at(-1);
      return last !== undefined && last !== '33: L = 6.3e−2' ? last : undefined;
    });
    const settings = vscode.workspace.getConfiguration('backprop');
    await settings.update('inlayHints', ['shape'], vscode.ConfigurationTarget.Global);
    try {
      assert.deepEqual(await hints(editor), ['7: 2 → 3, 9 parameters', '18: 3 → 1, 4 parameters']);
    } finally {
      await settings.update('inlayHints', undefined, vscode.ConfigurationTarget.Global);
    }
    await closeEverything();
  });

  it('are none before the model has run', async () => {
    assert.deepEqual(await hints(await openModel(await exampleText('notes-2-3-1'))), []);
    await closeEverything();
  });
});

describe('in a large model', () => {
  it('hovers and hints come at once when they are warm', async () => {
    const { document } = await openModel(denseModel([512, 512, 512, 10], 16));
    const log = vscode.window.createOutputChannel('Backprop Inspector test', { log: true });
    const session = new InspectionSession(document.uri, await ownWorker(), log);
    await session.run();
    const first = document.getText().indexOf('"weights"') + '"weights":[['.length;
    const [hovers, hints]: [number[], number[]] = [[], []];
    for (let i = 0; i < 5; i++) {
      const start = performance.now();
      assert.equal((await session.hover(first))?.cell?.quantity, 'parameter');
      hovers.push(performance.now() - start);
      const later = performance.now();
      assert.equal((await session.hints()).length, 13);
      hints.push(performance.now() - later);
    }
    const digits = (times: readonly number[]): string => times.map((ms) => ms.toFixed(0)).join(', ');
    note(
      `    ${(document.getText().length / 1e6).toFixed(1)} MB: hovers ${digits(hovers)} ms, hints ${digits(hints)} ms`,
    );
    // On a machine that may do much else.
    assert.ok(Math.min(...hovers) < 50 && Math.min(...hints) < 50);
    session.dispose();
    log.dispose();
    await closeEverything();
  }, 60_000);
});
