// The tools of language models: what they answer of real editors and files, and that VS Code knows them and asks the user.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Sessions } from '../../src/host/sessions';
import { toolsOf } from '../../src/host/tools';
import { describe, it } from './runner';
import { closeEverything, exampleText, openModel, ownWorker } from './support';

function textOf(content: readonly unknown[]): string {
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
}

async function withTools(
  body: (
    ask: (name: string, input: object) => Promise<string>,
    sessions: Sessions,
    tools: ReturnType<typeof toolsOf>,
  ) => Promise<void>,
): Promise<void> {
  const extension = vscode.extensions.getExtension('backprop-inspector.backprop-inspector');
  assert.ok(extension);
  const log = vscode.window.createOutputChannel('Backprop Inspector test', { log: true });
  const sessions = new Sessions(await ownWorker(), log);
  const tools = toolsOf(sessions, { current: undefined });
  const { token } = new vscode.CancellationTokenSource();
  const ask = async (name: string, input: object): Promise<string> => {
    const answer = await tools[`backprop_${name}`]!.invoke({ input, toolInvocationToken: undefined }, token);
    assert.ok(answer);
    return textOf(answer.content);
  };
  try {
    await body(ask, sessions, tools);
  } finally {
    sessions.dispose();
    log.dispose();
    await closeEverything();
  }
}

describe('tools of language models', () => {
  it('run, prove, check and find in the model that the user looks at, or in another', () =>
    withTools(async (ask, sessions) => {
      await openModel(await exampleText('notes-2-3-1'));
      assert.match(await ask('runBackwardPass', {}), /loss \(half squared error\) = 0\.0\d+[\s\S]*∂L\/∂W¹/);
      const proof = await ask('explainGradient', {
        quantity: 'weightGradient',
        layer: 1,
        input: 1,
        unit: 2,
      });
      assert.match(proof, /Value: `0\.000307922450\d+`[\s\S]*Central difference .*: agrees\./);
      assert.match(await ask('checkGradients', {}), /13/);
      assert.match(await ask('findFindings', { file: 'dead-relu.backprop.json' }), /^- dead/m);
      assert.deepEqual(sessions.uris, [], 'no session is left behind');
    }));

  it('say how to recover', () =>
    withTools(async (ask) => {
      const broken = (await exampleText('notes-2-3-1')).replace('"sigmoid"', '"sigmoit"');
      await openModel(broken, 'broken.backprop.json');
      await assert.rejects(
        ask('runBackwardPass', {}),
        /broken\.backprop\.json.*Mend[\s\S]*unknown_activation/,
      );
      await closeEverything();
      await assert.rejects(ask('runBackwardPass', {}), /looks at no model\. Give "file"/);
      await assert.rejects(
        ask('runBackwardPass', { file: 'no.json' }),
        /no file "no\.json" .*\. Give "file"/,
      );
      await assert.rejects(ask('runBackwardPass', { file: '/etc/hostname' }), /no file .* in the workspace/);
      const delta = { file: 'xor.backprop.json', quantity: 'delta', layer: 7, unit: 1 };
      await assert.rejects(ask('explainGradient', delta), /give "layer" as one of 1 "hidden"/);
      await assert.rejects(ask('explainGradient', { quantity: 'gradient' }), /^ToolInputError: quantity: /);
    }));

  it('are known to VS Code, which runs them', async () => {
    const ours = vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith('backprop_'));
    assert.equal(ours.length, 4);
    const input = { file: 'xor.backprop.json' };
    const { content } = await vscode.lm.invokeTool('backprop_runBackwardPass', {
      input,
      toolInvocationToken: undefined,
    });
    assert.match(textOf(content), /^XOR 2-3-1: 2 → 3 → 1, float64, 4 samples/);
  });

  it('ask the user with the name of the file', () =>
    withTools(async (_ask, _sessions, tools) => {
      const input = { file: 'xor.backprop.json', quantity: 'loss' };
      const { token } = new vscode.CancellationTokenSource();
      for (const tool of Object.values(tools)) {
        const prepared = await tool.prepareInvocation!({ input }, token);
        const { title, message } = prepared!.confirmationMessages!;
        assert.match(title, /^[A-Z]/);
        assert.match(
          typeof message === 'string' ? message : message.value,
          /xor\.backprop\.json.*Nothing is changed\.$/,
        );
      }
    }));
});
