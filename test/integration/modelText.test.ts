// The text of a model as the place to read and mend it: quick fixes, findings, outline, names of layers.
import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { ModelTexts } from '../../src/host/language/modelTexts';
import { notationSetting } from '../../src/host/settings';
import { denseModel } from '../denseModel';
import { describe, it, note } from './runner';
import {
  closeEverything,
  errorsIn,
  eventually,
  exampleText,
  openModel,
  ourDiagnostics,
  panelTabs,
  quietHost,
  replace,
  ownWorker,
} from './support';

const run = (uri: vscode.Uri): Thenable<unknown> =>
  vscode.commands.executeCommand('backprop.runBackwardPass', uri);

/** What is offered at a text of the document. */
async function actionsAt(document: vscode.TextDocument, text: string): Promise<readonly vscode.CodeAction[]> {
  const start = document.positionAt(document.getText().indexOf(text));
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(start, start),
  );
  return actions;
}

/** Runs a model that has exactly one error, applies a fix for it, and waits until nothing is wrong. */
async function mended(text: string, at: string, title: string): Promise<string> {
  const { document } = await openModel(text);
  await run(document.uri);
  await eventually('the problem', () => (ourDiagnostics(document.uri).length > 0 ? true : undefined));
  const actions = await actionsAt(document, at);
  const action = actions.find((candidate) => candidate.title === title);
  assert.ok(action, `${title} is not among ${actions.map((each) => each.title).join(', ')}`);
  assert.ok(action.kind !== undefined && vscode.CodeActionKind.QuickFix.contains(action.kind));
  assert.ok(action.edit);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
  await eventually('no error', () => (errorsIn(document.uri).length === 0 ? true : undefined));
  const changed = document.getText();
  await closeEverything();
  return changed;
}

describe('quick fixes', () => {
  it('write the nearest name', async () => {
    const text = (await exampleText('notes-2-3-1')).replace('"sigmoid"', '"sigmoit"');
    assert.equal(await mended(text, '"sigmoit"', 'Change to "sigmoid"'), await exampleText('notes-2-3-1'));
  });

  it('transpose a matrix in its own form', async () => {
    const right =
      '{\n  "layers": [{ "type": "dense", "weights": [\n    [1, 2, 3],\n    [4, 5, 6]\n  ] }],\n  "batch": { "inputs": [[1, 2]], "targets": [[0, 0, 1]] }\n}\n';
    const wrong = right.replace(/\[\n.*\n.*\n {2}\]/, '[\n    [1, 4],\n    [2, 5],\n    [3, 6]\n  ]');
    assert.notEqual(wrong, right);
    assert.equal(await mended(wrong, '"weights"', 'Transpose "weights"'), right);
  });

  it('add brackets, and set units', async () => {
    const text = await exampleText('notes-2-3-1');
    const flat = text.replace('[[0.05, 0.1]]', '[0.05, 0.1]');
    assert.notEqual(flat, text);
    assert.equal(await mended(flat, '"inputs"', 'Wrap "inputs" in brackets as one row'), text);
    const units = text.replace('"units": 3', '"units": 4');
    assert.notEqual(units, text);
    assert.equal(await mended(units, '4,', 'Set "units" to 3'), text);
  });

  it('write classes as one-hot rows, or change the loss that can not read them', async () => {
    const text = `{
  "layers": [{ "type": "dense", "weights": [[1, 2, 3]], "activation": "softmax" }],
  "loss": "categorical_crossentropy",
  "batch": { "inputs": [[1], [2]], "targets": [2, 0] }
}
`;
    assert.equal(
      await mended(text, '"targets"', 'Write "targets" as one-hot rows of 3'),
      text.replace('[2, 0]', '[[0, 0, 1], [1, 0, 0]]'),
    );
    assert.equal(
      await mended(text, '"targets"', 'Change the loss to "sparse_categorical_crossentropy"'),
      text.replace('"categorical', '"sparse_categorical'),
    );
  });

  it('offer biases to a layer that has none', async () => {
    const text =
      '{\n  "layers": [{ "type": "dense", "weights": [[1, 2]] }],\n  "batch": { "inputs": [[1]], "targets": [[1, 1]] }\n}\n';
    const { document } = await openModel(text);
    const [action] = await eventually('an action', async () => {
      const found = (await actionsAt(document, '{ "type"')).filter(({ title }) =>
        title.startsWith('Add "biases"'),
      );
      return found.length > 0 ? found : undefined;
    });
    assert.ok(action?.edit);
    assert.ok(await vscode.workspace.applyEdit(action.edit));
    assert.equal(document.getText(), text.replace('2]] }', '2]], "biases": [0, 0] }'));
    await closeEverything();
  });
});

describe('findings in the text', () => {
  it('stand where they are, while the text is that of the run', async () => {
    const editor = await openModel(await exampleText('dead-relu'));
    const { document } = editor;
    await run(document.uri);
    const found = await eventually('findings', () => {
      const all = ourDiagnostics(document.uri);
      return all.length > 0 ? all : undefined;
    });
    assert.deepEqual(
      found.map(({ code, severity, range }) => [
        typeof code === 'object' ? code.value : code,
        severity,
        document.getText(range),
      ]),
      [
        ['dead_units', vscode.DiagnosticSeverity.Information, '-0.5'],
        ['dead_units', vscode.DiagnosticSeverity.Information, '-0.6'],
        ['cancelling_samples', vscode.DiagnosticSeverity.Information, '[1.2, 0.4, 0.5]'],
      ],
    );
    // The rest of each column, and the column of the other unit, is marked and not listed.
    const hints = vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ severity, code }) => severity === vscode.DiagnosticSeverity.Hint && code === 'dead_units');
    assert.deepEqual(
      hints.map(({ range }) => document.getText(range)).sort(),
      ['0.2', '0.3', '0.2', '-0.4', '0.3', '0.3', '-0.8', '-0.5', '0.4', '-0.2'].sort(),
    );
    assert.match(
      found[0]!.message,
      /^2 of 6 units of layer 1 hidden1 are dead .*\nUnits whose δ is exactly 0/,
    );

    // A line more: every place is another.
    await replace(editor, '"name": "dead relu 3-6-4-2",', '"name": "dead",\n  "dtype": "float64",');
    const moved = await eventually('findings of the new text', () => {
      const all = ourDiagnostics(document.uri);
      assert.ok(all.length === 0 || all.length === 3);
      return all[0]?.range.start.line === found[0]!.range.start.line + 1 ? all : undefined;
    });
    assert.equal(document.getText(moved[0]!.range), '-0.5');
    await replace(editor, '"layers"', '"layers');
    await eventually('no findings of a text that has no run', () =>
      ourDiagnostics(document.uri).every(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
        ? true
        : undefined,
    );
    await replace(editor, '"layers', '"layers"');
    await eventually('findings again', () => (ourDiagnostics(document.uri).length === 3 ? true : undefined));
    await closeEverything();
    await eventually('nothing', () => (ourDiagnostics(document.uri).length === 0 ? true : undefined));
  });

  it('warn of what is not finite, and lead to the panel', async () => {
    const text =
      '{\n  "layers": [{ "type": "dense", "activation": "exponential", "weights": [[1000]] }],\n  "batch": { "inputs": [[1]], "targets": [[1]] }\n}\n';
    const { document } = await openModel(text);
    await run(document.uri);
    const [finding] = await eventually('the finding', () => {
      const all = ourDiagnostics(document.uri);
      return all.length > 0 ? all : undefined;
    });
    assert.ok(finding && typeof finding.code === 'object');
    assert.deepEqual(
      [finding.code.value, finding.severity, document.getText(finding.range)],
      ['not_finite', vscode.DiagnosticSeverity.Warning, '"exponential"'],
    );
    const actions = await actionsAt(document, '"exponential"');
    const show = actions.find(({ title }) => title === 'Show in panel: not finite');
    assert.ok(show?.command);
    await vscode.window.tabGroups.close(panelTabs());
    const [uri, cell] = show.command.arguments as [vscode.Uri, unknown];
    await vscode.commands.executeCommand(show.command.command, uri, cell);
    await eventually('the panel', () => (panelTabs().length === 1 ? true : undefined));
    // The link of the code says the same in text.
    assert.equal(finding.code.target.scheme, 'command');
    assert.deepEqual(JSON.parse(finding.code.target.query), [document.uri.toString(), cell]);
    await vscode.commands.executeCommand(finding.code.target.path, document.uri.toString(), cell);
    assert.equal(panelTabs().length, 1);
    await closeEverything();
  });

  it('are those that the settings name', async () => {
    const { document } = await openModel(await exampleText('dead-relu'));
    await run(document.uri);
    const shows = (count: number): Promise<true> =>
      eventually(`${count} findings`, () =>
        ourDiagnostics(document.uri).length === count ? true : undefined,
      );
    await shows(3);
    const settings = vscode.workspace.getConfiguration('backprop');
    await settings.update('findings', ['dead_units'], vscode.ConfigurationTarget.Global);
    try {
      await shows(2);
      await settings.update('findings', [], vscode.ConfigurationTarget.Global);
      await shows(0);
    } finally {
      await settings.update('findings', undefined, vscode.ConfigurationTarget.Global);
    }
    await shows(3);
    await closeEverything();
  });
});

describe('the outline of a model', () => {
  it('has the network, beside the keys of the JSON', async () => {
    const { document } = await openModel(await exampleText('notes-2-3-1'));
    const symbols = await eventually('the symbols', async () => {
      const all = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      );
      return all.some(({ name }) => name === 'hidden') ? all : undefined;
    });
    const ours = symbols.filter(({ name, kind }) => name === 'hidden' || kind === vscode.SymbolKind.Package);
    assert.deepEqual(
      ours.map(({ name, detail, children }) => [
        name,
        detail,
        children.map((child) => `${child.name} ${child.detail}`),
      ]),
      [
        ['hidden', 'dense, 3 units, sigmoid', ['weights 2 × 3', 'biases 3']],
        ['batch', '1 sample', ['inputs 1 × 2', 'targets 1 × 1']],
      ],
    );
    await closeEverything();
  });

  it('folds with the JSON', async () => {
    const { document } = await openModel(await exampleText('dead-relu'));
    const line = document.positionAt(document.getText().indexOf('"weights"')).line;
    await eventually('the fold of the weights', async () => {
      const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
        'vscode.executeFoldingRangeProvider',
        document.uri,
      );
      return folds.some(({ start }) => start === line) ? true : undefined;
    });
    await closeEverything();
  });
});

describe('the name of a layer', () => {
  const text =
    '{\n  "layers": [\n    { "type": "dense", "name": "a", "weights": [[1]] },\n    { "type": "dense", "name": "b", "weights": [[1]], "inputs": ["a"] }\n  ],\n  "batch": { "inputs": [[1]], "targets": [[1]] }\n}\n';

  it('leads from where a layer is read to itself', async () => {
    const { document } = await openModel(text);
    const links = await eventually('a definition', async () => {
      const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        document.positionAt(text.indexOf('["a"') + 2),
      );
      return found.length > 0 ? found : undefined;
    });
    assert.deepEqual(
      links.map((link) => document.getText('targetRange' in link ? link.targetRange : link.range)),
      ['a'],
    );
    await closeEverything();
  });

  it('becomes another one wherever it stands', async () => {
    const { document } = await openModel(text);
    const rename = (position: number, name: string): Thenable<vscode.WorkspaceEdit> =>
      vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        document.uri,
        document.positionAt(position),
        name,
      );
    const edit = await rename(text.indexOf('["a"') + 2, 'the "first"');
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(document.getText(), text.replaceAll('"a"', JSON.stringify('the "first"')));
    await assert.rejects(async () => rename(document.getText().indexOf('"b"') + 1, 'inputs'), /is taken/);
    await assert.rejects(async () => rename(3, 'x'), /not the name of a layer/);
    await closeEverything();
  });
});

describe('a model of 10 MB', () => {
  it('is read by the worker, not by this thread', async () => {
    const text = denseModel([2000, 780, 10], 2).replace('crossentropy"', 'crossentropi"');
    const { document } = await openModel(text);
    await quietHost();
    const extension = vscode.extensions.getExtension('backprop-inspector.backprop-inspector');
    assert.ok(extension);
    const log = vscode.window.createOutputChannel('Backprop Inspector test', { log: true });
    // One that has no text yet: it is handed over too.
    const texts = new ModelTexts(await ownWorker(), log);
    const { token } = new vscode.CancellationTokenSource();
    const offset = text.indexOf('"sparse_categorical');
    const delay = monitorEventLoopDelay({ resolution: 2 });
    delay.enable();
    const start = performance.now();
    const answers = await texts.ask(document, token, (questions) =>
      Promise.all([questions.outline(), questions.fixes(offset, offset)]),
    );
    const asked = performance.now() - start;
    delay.disable();
    assert.ok(answers);
    const [symbols, fixes] = answers;
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['layer1', 'layer2', 'loss', 'batch'],
    );
    assert.deepEqual(
      fixes.map(({ title }) => title),
      ['Change to "sparse_categorical_crossentropy"'],
    );
    const longest = delay.max / 1e6;
    note(
      `    10 MB: outline and fixes ${asked.toFixed(0)} ms, longest block of the event loop ${longest.toFixed(1)} ms`,
    );
    // Not a stopwatch: to read the text here would hold the thread for as long as it takes.
    assert.ok(
      longest < asked / 2,
      `the event loop was held for ${longest.toFixed(0)} of ${asked.toFixed(0)} ms`,
    );
    texts.dispose();
    log.dispose();
    await closeEverything();
  }, 90_000);

  it('has hints and hovers before it has run, at once when they are warm, and the thread is free', async () => {
    const { document } = await openModel(denseModel([2000, 780, 10], 2));
    await quietHost();
    const log = vscode.window.createOutputChannel('Backprop Inspector test', { log: true });
    const texts = new ModelTexts(await ownWorker(), log);
    const { token } = new vscode.CancellationTokenSource();
    const offset = document.getText().lastIndexOf('"weights":[[') + '"weights":[['.length;
    const notation = notationSetting(document.uri);
    const delay = monitorEventLoopDelay({ resolution: 2 });
    delay.enable();
    const start = performance.now();
    const found = await texts.ask(document, token, ({ shapeHints }) => shapeHints());
    const asked = performance.now() - start;
    delay.disable();
    assert.deepEqual(
      found?.map(({ label }) => label),
      ['2000 → 780, 1560780 parameters', '780 → 10, 7810 parameters'],
    );
    const longest = delay.max / 1e6;
    const times: number[] = [];
    for (let i = 0; i < 5; i++) {
      const before = performance.now();
      const hover = await texts.ask(document, token, ({ hoverBeforeRun }) =>
        hoverBeforeRun(offset + i, notation),
      );
      times.push(performance.now() - before);
      assert.equal(hover?.cell?.quantity, 'parameter');
    }
    note(
      `    10 MB: hints ${asked.toFixed(0)} ms, longest block ${longest.toFixed(1)} ms; hovers ${times.map((ms) => ms.toFixed(0)).join(', ')} ms`,
    );
    // To read the text here would hold the thread all the time.
    assert.ok(
      longest < asked / 2,
      `the event loop was held for ${longest.toFixed(0)} of ${asked.toFixed(0)} ms`,
    );
    assert.ok(Math.min(...times) < 50);
    texts.dispose();
    log.dispose();
    await closeEverything();
  }, 90_000);
});
