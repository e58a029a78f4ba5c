// What stands in a model's text before and after a run: hovers on numbers and rules, inlay hints.
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import * as vscode from 'vscode';
import { InspectionSession } from '../../src/host/session';
import { denseModel, squareModel, VAST } from '../denseModel';
import { describe, it, note } from './runner';
import {
  closeEverything,
  eventually,
  exampleText,
  openModel,
  ownWorker,
  panelTabs,
  replace,
} from './support';

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
        part instanceof vscode.MarkdownString && /data:image\/svg|‖δ‖|∂L|command:backprop/.test(part.value),
    );
}

/** Follows the link of a hover, as a click on it does. */
async function follow({ value, isTrusted }: vscode.MarkdownString): Promise<void> {
  const [, command = '', given = ''] = /\(command:([^?)]*)\?([^)]*)\)/.exec(value) ?? [];
  assert.deepEqual(isTrusted, { enabledCommands: [command] });
  await vscode.commands.executeCommand(command, ...(JSON.parse(decodeURIComponent(given)) as unknown[]));
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
      ['0.99', /target 1 · sample 1[^]*∂L\/∂y₁ = `[^]*enters the loss/],
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
});

describe('before a run', () => {
  it('a hover on a number has its name, its value and a link that runs the model', async () => {
    const editor = await openModel(await exampleText('notes-2-3-1'));
    const before = await ourHover(editor, '-0.4');
    assert.ok(before);
    assert.match(before.value, /\*\*weight 1,2 in layer 1 · hidden\*\*/);
    assert.match(before.value, /w₁₂¹ = `-0.4`/);
    assert.match(before.value, /A backward pass tells its gradient ∂L\/∂w₁₂¹\./);
    assert.match(before.value, /\[Run backward pass\]\(command:backprop\.runBackwardPass\?/);
    assert.equal(panelTabs().length, 0);
    // The link names its model, whatever has the focus.
    await openModel('{}', 'other.json');
    await follow(before);
    await eventually('the panel', () => panelTabs()[0]);
    const after = await ourHover(editor, '-0.4');
    assert.match(after?.value ?? '', /∂L\/∂w₁₂¹ = `0\.000307\d+`[^]*Show in panel/);
    await closeEverything();
  });

  it('a hover on a rule has its formulas, and follows the convention', async () => {
    const editor = await openModel(await exampleText('notes-2-3-1'));
    const expected = [
      ['"sigmoid"', /sigmoid · layer 1 hidden[^]*sigmoid and its slope, over z from −4\.00 to 4\.00/],
      ['"hidden"', /layer 1 hidden · dense, 2 → 3[^]*!\[z¹ = /],
      ['"half_squared_error"', /half squared error[^]*!\[L = /],
    ] as const;
    for (const [place, words] of expected) {
      const { value = '' } = (await ourHover(editor, place)) ?? {};
      assert.match(value, words, place);
      assert.match(value, /Run backward pass/, place);
      assert.doesNotMatch(value, /‖δ‖|L = `/, place);
    }
    const settings = vscode.workspace.getConfiguration('backprop');
    await settings.update('convention', 'pytorch', vscode.ConfigurationTarget.Global);
    try {
      assert.match((await ourHover(editor, '-0.4'))?.value ?? '', /weight 2,1 in layer 1/);
    } finally {
      await settings.update('convention', undefined, vscode.ConfigurationTarget.Global);
    }
    await closeEverything();
  });

  it('inlay hints are the shapes, follow the edits, and are gone while the model is broken', async () => {
    const editor = await openModel(await exampleText('notes-2-3-1'));
    assert.deepEqual(await hints(editor), ['7: 2 → 3, 9 parameters', '18: 3 → 1, 4 parameters']);
    await replace(editor, '"layers"', '\n  "layers"');
    assert.equal((await hints(editor))[0], '8: 2 → 3, 9 parameters');
    await replace(editor, '"sigmoid"', '"sigmoit"');
    assert.deepEqual(await hints(editor), []);
    assert.equal(await ourHover(editor, '-0.4'), undefined);
    await replace(editor, '"sigmoit"', '"tanh"');
    assert.equal((await hints(editor)).length, 2);
    const settings = vscode.workspace.getConfiguration('backprop');
    await settings.update('inlayHints', ['gradients', 'loss'], vscode.ConfigurationTarget.Global);
    try {
      assert.deepEqual(await hints(editor), []);
    } finally {
      await settings.update('inlayHints', undefined, vscode.ConfigurationTarget.Global);
    }
    await closeEverything();
  });

  it('there are neither in a JSON that nobody said was a model, and none that is no model', async () => {
    const model = await openModel(await exampleText('notes-2-3-1'), 'data.json');
    assert.deepEqual(await hints(model), []);
    assert.equal(await ourHover(model, '-0.4'), undefined);
    await vscode.commands.executeCommand('backprop.runBackwardPass', model.document.uri);
    assert.equal((await hints(model)).length, 9);
    const other = await openModel('{ "weights": [[0.1, -0.4]], "activation": "sigmoid" }');
    await vscode.commands.executeCommand('backprop.runBackwardPass', other.document.uri);
    assert.deepEqual(await hints(other), []);
    assert.equal(await ourHover(other, '-0.4'), undefined);
    await closeEverything();
  });

  it('both are there where a run has been refused', async () => {
    const editor = await openModel(squareModel(VAST));
    await vscode.commands.executeCommand('backprop.runBackwardPass', editor.document.uri);
    assert.deepEqual(await hints(editor), ['1: 1 → 100000, 100000 parameters']);
    const hover = await ourHover(editor, '"softmax"');
    assert.match(hover?.value ?? '', /softmax · layer 1[^]*Run backward pass/);
    await closeEverything();
  }, 60_000);
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
