/** The requests of the debug adapter protocol that are made of a paused frame: https://microsoft.github.io/debug-adapter-protocol */
import * as v from 'valibot';

/** Sends a request to the debug adapter; resolves to the body of its answer and rejects where the adapter refuses. */
export type Ask = (command: string, args: object) => PromiseLike<unknown>;

/** A stack frame of a program that is stopped. */
export interface Frame {
  readonly ask: Ask;
  /** Valid until the program goes on. */
  readonly id: number;
}

const threadsBody = v.object({ threads: v.array(v.object({ id: v.number() })) });
const stackTraceBody = v.object({ stackFrames: v.array(v.object({ id: v.number() })) });
const scopesBody = v.object({
  scopes: v.array(v.object({ variablesReference: v.number(), expensive: v.optional(v.boolean()) })),
});
const variablesBody = v.object({ variables: v.array(v.object({ name: v.string() })) });
const evaluateBody = v.object({ result: v.string() });

/** The innermost frame of a stopped thread, this one or else any; undefined where none is stopped. */
export async function innermostFrame(ask: Ask, thread?: number): Promise<Frame | undefined> {
  const threads =
    thread === undefined ? v.parse(threadsBody, await ask('threads', {})).threads : [{ id: thread }];
  for (const { id } of threads) {
    const frame = await topOf(ask, id);
    if (frame !== undefined) return { ask, id: frame };
  }
  return undefined;
}

/** Adapters refuse to tell the frames of a running thread, or tell none. */
async function topOf(ask: Ask, threadId: number): Promise<number | undefined> {
  try {
    const body = await ask('stackTrace', { threadId, startFrame: 0, levels: 1 });
    return v.parse(stackTraceBody, body).stackFrames[0]?.id;
  } catch {
    return undefined;
  }
}

/** The variables that the frame sees, innermost scopes first and each name once. A scope such as JavaScript’s globals is left out. */
export async function variableNames({ ask, id }: Frame): Promise<readonly string[]> {
  const names = new Set<string>();
  const { scopes } = v.parse(scopesBody, await ask('scopes', { frameId: id }));
  for (const { variablesReference, expensive } of scopes) {
    if (expensive === true) continue;
    const { variables } = v.parse(variablesBody, await ask('variables', { variablesReference }));
    for (const { name } of variables) names.add(name);
  }
  return [...names];
}

/** The value of an expression in the frame, as the adapter writes it: for the clipboard, so that it shortens nothing. */
export async function evaluate({ ask, id }: Frame, expression: string): Promise<string> {
  const body = await ask('evaluate', { expression, frameId: id, context: 'clipboard' });
  return v.parse(evaluateBody, body).result;
}
