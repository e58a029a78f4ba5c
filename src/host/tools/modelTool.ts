/** A tool of language models that asks something of one model's run. */
import * as v from 'valibot';
import * as vscode from 'vscode';
import { nameOfFile } from '../nameOfFile';
import { InspectionSession } from '../session';
import type { Sessions } from '../sessions';
import { problemsText } from './answers';
import { ToolInputError } from './cellOf';
import { type Active, modelFile } from './modelFile';

type ModelSchema = v.GenericSchema<unknown, { readonly file?: string | undefined }>;

export interface Question<Schema extends ModelSchema> {
  readonly schema: Schema;
  /** Asks the user whether it may be done with this file. */
  readonly title: string;
  readonly question: (file: string) => string;
  readonly doing: (file: string) => string;
  /** Of a session with a good run of the text as it is. Rejects with ToolInputError where the input fits no number. */
  readonly answer: (session: InspectionSession, input: v.InferOutput<Schema>) => Promise<string>;
}

export class ModelTool<Schema extends ModelSchema> implements vscode.LanguageModelTool<unknown> {
  constructor(
    readonly sessions: Sessions,
    readonly active: Active,
    readonly asked: Question<Schema>,
  ) {}

  async prepareInvocation({
    input,
  }: vscode.LanguageModelToolInvocationPrepareOptions<unknown>): Promise<vscode.PreparedToolInvocation> {
    const { title, question, doing } = this.asked;
    const file = nameOfFile(await modelFile(this.#read(input).file, this.active));
    return {
      invocationMessage: doing(file),
      confirmationMessages: { title, message: question(file) },
    };
  }

  async invoke(
    { input }: vscode.LanguageModelToolInvocationOptions<unknown>,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult> {
    const wanted = this.#read(input);
    const uri = await modelFile(wanted.file, this.active);
    const open = this.sessions.get(uri);
    // What is asked is of the file, not of numbers that are tried in its panel.
    const known = open?.state.whatIf === undefined ? open : undefined;
    // Nobody else needs one that is not open.
    const session = known ?? new InspectionSession(uri, this.sessions.startWorker, this.sessions.log);
    const cancelling = token.onCancellationRequested(() => {
      session.cancel();
      session.cancelCheck();
    });
    try {
      await requireRun(session);
      const text = await this.asked.answer(session, wanted);
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    } finally {
      cancelling.dispose();
      if (known === undefined) session.dispose();
    }
  }

  #read(input: unknown): v.InferOutput<Schema> {
    const read = v.safeParse(this.asked.schema, input);
    if (read.success) return read.output;
    const [first] = read.issues;
    throw new ToolInputError(`${v.getDotPath(first) ?? 'the input'}: ${first.message}`);
  }
}

/** @throws Error that says what has to be done first. */
async function requireRun(session: InspectionSession): Promise<void> {
  await session.hasRun();
  const { status, issues, failure } = session.state;
  switch (status) {
    case 'ready':
      return;
    case 'failed':
      throw new Error(failure ?? problemsText(session.fileName, issues));
    case 'asking':
      throw new Error(
        'The run needs much memory, and the user has to agree: ask them for “Backprop: Run Backward Pass”.',
      );
    case 'running':
    case 'cancelled':
      throw new Error('The run was cancelled. Call the tool again.');
  }
}
