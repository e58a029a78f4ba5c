// Variables of a program that VS Code's own JavaScript debugger has stopped.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { readVariables } from '../../src/host/debugger/compareVariables';
import { type PausedFrame, pausedFrame } from '../../src/host/debugger/pausedFrame';
import { NumberReader } from '../../src/host/debugger/readNumbers';
import { survey } from '../../src/host/debugger/survey';
import { InspectionSession } from '../../src/host/session';
import { readDump } from '../../src/inspector/dumps/readDump';
import { describe, it } from './runner';
import {
  closeEverything,
  eventually,
  exampleText,
  newFolder,
  openModel,
  panelTabs,
  ownWorker,
} from './support';

const PROGRAM = `
class Layer {
  constructor() { this.db = [0.25]; this.touched = 0; }
  get dW() { this.touched++; return [[1], [2], [3]]; }
}
function backward() {
  const dW1 = [[0.1, NaN, -0], [1 / 3, 5e-324, Infinity]];
  const grads = new Map([['db1', new Float32Array([0.1, 0.2, 0.3])]]);
  const layers = [{ dZ: [1, 2, 3] }, new Layer()];
  const learningRate = 0.5, large = Float64Array.from({ length: 250_000 }, (_, i) => i / 7);
  debugger;
  const dW2 = layers.length + large.length + learningRate + grads.size + dW1.length;
  return dW2;
}
backward();
`;

/** Runs the program until it stops, and ends it afterwards. */
async function whilePaused(program: string, work: (paused: PausedFrame) => Promise<void>): Promise<void> {
  const file = path.join(await newFolder(), 'program.js');
  await writeFile(file, program);
  // The debugger has a session for itself, and one below it for the program.
  const running = new Set<vscode.DebugSession>();
  const watching = vscode.Disposable.from(
    vscode.debug.onDidStartDebugSession((session) => running.add(session)),
    vscode.debug.onDidTerminateDebugSession((session) => running.delete(session)),
  );
  const started = await vscode.debug.startDebugging(undefined, {
    ...{ type: 'node', request: 'launch', name: 'test', program: file, console: 'internalConsole' },
  });
  assert.ok(started, 'the program was not started');
  try {
    await eventually('a stop', () =>
      vscode.debug.activeStackItem instanceof vscode.DebugStackFrame ? true : undefined,
    );
    const paused = await pausedFrame();
    assert.ok(paused);
    await work(paused);
  } finally {
    await vscode.debug.stopDebugging();
    await eventually('the end', () => (running.size === 0 ? true : undefined));
    watching.dispose();
    await closeEverything();
  }
}

async function sessionOf(text: string): Promise<InspectionSession> {
  const extension = vscode.extensions.getExtension('backprop-inspector.backprop-inspector');
  assert.ok(extension);
  const file = path.join(await newFolder(), 'model.backprop.json');
  await writeFile(file, text);
  const log = vscode.window.createOutputChannel('Backprop Inspector test', { log: true });
  const start = await ownWorker();
  return new InspectionSession(vscode.Uri.file(file), start, log);
}

/** Accepts what is proposed, which is chosen already, until the comparison has ended. */
async function acceptUntil(comparing: Thenable<unknown>): Promise<void> {
  const ended = Promise.resolve(comparing).then(() => true);
  await eventually('the choice', async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return Promise.race([ended, new Promise<undefined>((resolve) => setTimeout(resolve, 100))]);
  });
}

describe('variables of a paused program', () => {
  it('are told of, where none is paused, and no panel opens', async () => {
    assert.equal(await pausedFrame(), undefined);
    await vscode.commands.executeCommand('backprop.compareVariables');
    assert.deepEqual(panelTabs(), []);
  });

  it('are found by their names and shapes, chosen, and read to the bit', async () => {
    const session = await sessionOf(await exampleText('notes-2-3-1'));
    await session.run();
    await whilePaused(PROGRAM, async (paused) => {
      // A choice that is accepted before its list is there is none.
      const bytes = await eventually('a dump', async () => {
        const reading = readVariables(session, paused);
        await acceptUntil(reading);
        return reading;
      });
      const { format, ...reading } = readDump({ name: 'variables.safetensors', bytes });
      assert.equal(format, 'safetensors');
      assert.ok('arrays' in reading);
      assert.deepEqual(
        reading.arrays.map(({ name, shape, values, precision }) => [
          name,
          shape,
          [...values],
          precision.kind,
        ]),
        [
          ['dW1', [2, 3], [0.1, NaN, -0, 1 / 3, 5e-324, Infinity], 'float64'],
          ['grads.db1', [3], [0.1, 0.2, 0.3].map(Math.fround), 'float32'],
          ['layers.0.dZ', [3], [1, 2, 3], 'float32'],
          ['layers.1.db', [1], [0.25], 'float32'],
        ],
      );
    });
    session.dispose();
  }, 60_000);

  it('are compared by a command that runs the open model first', async () => {
    await openModel(await exampleText('notes-2-3-1'));
    // Else the program, shown where it stops, takes its tab.
    await vscode.commands.executeCommand('workbench.action.keepEditor');
    await whilePaused(PROGRAM, async () => {
      await acceptUntil(vscode.commands.executeCommand('backprop.compareVariables'));
      assert.equal(panelTabs().length, 1);
    });
  }, 60_000);

  it('are read in pieces where they are large, and left as they are', async () => {
    await whilePaused(PROGRAM, async ({ frame, language }) => {
      const found = await survey(frame, language);
      const large = found.find(({ name }) => name === 'large');
      assert.ok(large);
      const told: number[] = [];
      const bytes = await new NumberReader(frame, language).read(
        large,
        (more) => told.push(more),
        new AbortController().signal,
      );
      const expected = Float64Array.from({ length: 250_000 }, (_, i) => i / 7);
      assert.equal(Buffer.compare(bytes, new Uint8Array(expected.buffer)), 0);
      assert.ok(told.length > 1);
      const touched = await frame.ask('evaluate', { expression: 'layers[1].touched', frameId: frame.id });
      assert.equal((touched as { readonly result: string }).result, '0');
    });
  }, 60_000);
});
