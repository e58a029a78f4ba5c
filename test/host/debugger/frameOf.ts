// A debug adapter of the test's own, for what it answers to: names, and an expression's value as the adapter writes it.
import type { Frame } from '../../../src/host/debugger/adapter';

/** A frame with one scope of these variables beside one that is expensive. */
export function frameOf(names: readonly string[], answer: (expression: string) => string): Frame {
  const ask = (command: string, args: object): Promise<unknown> => {
    if (command === 'scopes') {
      return Promise.resolve({
        scopes: [
          { name: 'Local', variablesReference: 1, expensive: false },
          { name: 'Global', variablesReference: 2, expensive: true },
        ],
      });
    }
    if (command === 'variables') {
      const isLocal = 'variablesReference' in args && args.variablesReference === 1;
      const variables = isLocal ? names : ['ofTheWholeProgram'];
      return Promise.resolve({ variables: variables.map((name) => ({ name, value: '…' })) });
    }
    if (command !== 'evaluate' || !('expression' in args)) return Promise.reject(new Error(command));
    return Promise.resolve({ result: answer(String(args.expression)), variablesReference: 0 });
  };
  return { ask, id: 7 };
}
