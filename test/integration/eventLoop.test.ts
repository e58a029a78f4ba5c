// The extension host's event loop stays free while a large network runs.
import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { denseModel, longModel } from '../denseModel';
import { describe, it, note } from './runner';
import { closeEverything, eventually, openModel, errorsIn, panelTabs, quietHost } from './support';

/** How long a run of the text took, and how long it held this thread's event loop at most, in milliseconds. */
async function measure(text: string): Promise<{ readonly ran: number; readonly longest: number }> {
  const editor = await openModel(text);
  const { uri } = editor.document;
  await quietHost();

  const delay = monitorEventLoopDelay({ resolution: 2 });
  delay.enable();
  const start = performance.now();
  await vscode.commands.executeCommand('backprop.runBackwardPass', uri);
  const ran = performance.now() - start;
  // What the panel asks for when it has heard of the run.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  delay.disable();

  // What is to be noted in its gradients is no problem of the file.
  assert.deepEqual(errorsIn(uri), []);
  await eventually('its panel', () => (panelTabs().length === 1 ? true : undefined));
  await closeEverything();
  return { ran, longest: delay.max / 1e6 };
}

describe('the event loop of the extension host', () => {
  it('is not held while a network runs', async () => {
    const usual = await measure(denseModel([784, 512, 512, 10], 256));
    note(
      `    784-512-512-10, 256 samples: run ${usual.ran.toFixed(0)} ms, longest block of the event loop ${usual.longest.toFixed(1)} ms`,
    );
    const { ran, longest } = await measure(longModel());
    note(`    a long run: ${ran.toFixed(0)} ms, longest block of the event loop ${longest.toFixed(1)} ms`);
    // Not a stopwatch: a run on this thread would hold it for as long as it takes.
    assert.ok(longest < ran / 4, `the event loop was held for ${longest.toFixed(0)} of ${ran.toFixed(0)} ms`);
  }, 90_000);
});
