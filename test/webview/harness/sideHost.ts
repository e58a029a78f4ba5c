// A host of the side view without an editor: it follows one of several models, each with the harness's own inspector.
import { viewHandlers } from '../../../src/host/viewHandlers';
import type { CellRef } from '../../../src/inspector/views';
import { type Channel, connect, type Transport } from '../../../src/protocol/channel';
import type { Remote } from '../../../src/protocol/message';
import { panelContract, type PanelState, panelViewContract } from '../../../src/protocol/panelContract';
import { sideContract, sideEvents, type SideState } from '../../../src/protocol/sideContract';
import { HarnessHost } from './harnessHost';
import { transportPair } from './transportPair';

/** A model under inspection. */
export interface HarnessModel {
  readonly host: HarnessHost;
  readonly remote: Remote<typeof panelContract>;
  state: PanelState;
}

export class SideHarnessHost {
  /** The numbers that were to be shown in the panel, in order. */
  readonly opened: CellRef[] = [];
  /** What else was asked of the editor. */
  readonly asked: string[] = [];
  readonly #channels = new Set<Channel<typeof sideEvents>>();
  #followed: HarnessModel | undefined;
  #runnable: string | undefined;

  /** The view is there, until the returned function is called. */
  connect(transport: Transport): () => void {
    const followed = (): HarnessModel => {
      if (this.#followed === undefined) throw new Error('no model');
      return this.#followed;
    };
    const { asked, opened } = this;
    const channel = connect(
      sideContract,
      {
        // Of the panel's contract only the views are called, which are the inspector's.
        ...viewHandlers(() => ({ ...followed().remote }) as never),
        ready: () => this.#state,
        run: () => {
          asked.push('run');
          return undefined;
        },
        agree: (bytes) => followed().remote.agree(bytes),
        cancel: () => followed().remote.cancel(),
        openExample: () => {
          asked.push('openExample');
          return undefined;
        },
        open: (cell) => {
          opened.push(cell);
          return undefined;
        },
        goToIssue: (index) => {
          asked.push(`goToIssue ${index}`);
          return undefined;
        },
      },
      sideEvents,
      transport,
    );
    this.#channels.add(channel);
    return () => {
      this.#channels.delete(channel);
      channel.dispose();
    };
  }

  /** Begins to inspect a model, as its first run would. */
  async add(name: string, memory?: number): Promise<HarnessModel> {
    const [hostSide, ownSide] = transportPair();
    const host = new HarnessHost(name, hostSide, memory);
    const { remote } = connect(
      panelViewContract,
      {
        state: async (state) => {
          model.state = state;
          if (this.#followed === model) await this.#tell();
          return undefined;
        },
        show: () => undefined,
        mark: () => undefined,
        focused: () => undefined,
        picture: () => undefined,
      },
      panelContract,
      ownSide,
    );
    const model: HarnessModel = { host, remote, state: await remote.ready() };
    return model;
  }

  /** Another model gets the focus; undefined: the last one was closed. */
  async follow(model: HarnessModel | undefined): Promise<void> {
    this.#followed = model;
    await this.#tell();
  }

  /** The active editor shows this file, or nothing that could be run. */
  async show(runnable: string | undefined): Promise<void> {
    this.#runnable = runnable;
    await this.#tell();
  }

  get #state(): SideState {
    return { followed: this.#followed?.state, runnable: this.#runnable };
  }

  async #tell(): Promise<void> {
    for (const { remote } of this.#channels) await remote.state(this.#state);
    // An event is only posted when its call resolves; it arrives in the next turn.
    await new Promise((resolve) => {
      setTimeout(resolve, 0);
    });
  }
}
