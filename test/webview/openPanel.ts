// The real panel in jsdom with the real inspector behind it, both on the product's channel.
import './browserGaps';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { vi } from 'vitest';
import { connect } from '../../src/protocol/channel';
import { panelContract, panelViewContract } from '../../src/protocol/panelContract';
import { PanelView } from '../../webview/panelView';
import { SavedView, type StateStore } from '../../webview/state/viewState';
import { Theme } from '../../webview/theme/theme';
import { HarnessHost } from './harness/harnessHost';
import { transportPair } from './harness/transportPair';

export interface OpenPanel {
  readonly panel: PanelView;
  readonly host: HarnessHost;
  readonly root: HTMLElement;
  /** What the editor keeps. */
  readonly store: StateStore & { saved: unknown };
  readonly run: (text: string) => Promise<void>;
  readonly dispose: () => void;
}

export function example(name: string): string {
  return readFileSync(resolve('examples', `${name}.backprop.json`), 'utf8');
}

/**
 * @param saved a former panel's state.
 * @param memory bytes that the machine has.
 */
export async function openPanel(saved?: unknown, memory?: number): Promise<OpenPanel> {
  const [hostSide, panelSide] = transportPair();
  const host = new HarnessHost('net.backprop.json', hostSide, memory);
  const store = {
    saved,
    get: () => store.saved,
    set: (state: unknown) => {
      store.saved = state;
    },
  };
  const { remote } = connect(
    panelViewContract,
    {
      state: (state) => {
        panel.setState(state);
        return undefined;
      },
      show: (cell) => {
        panel.show(cell);
        return undefined;
      },
      mark: (cell) => {
        panel.mark(cell);
        return undefined;
      },
      focused: () => panel.focused(),
      picture: (matrix, format) => panel.picture(matrix, format),
    },
    panelContract,
    panelSide,
  );
  const panel: PanelView = new PanelView(remote, new SavedView(store), new Theme());
  document.body.replaceChildren(panel.element);
  panel.setState(await remote.ready());
  return {
    panel,
    host,
    root: panel.element,
    store,
    run: (text) => host.run(text),
    dispose: () => {
      panel.dispose();
      host.dispose();
    },
  };
}

/** Waits for an element. */
export function find(root: ParentNode, selector: string): Promise<HTMLElement> {
  return vi.waitFor(() => {
    const found = root.querySelector<HTMLElement>(selector);
    if (found === null) throw new Error(`no ${selector}`);
    return found;
  });
}

/** The cell whose spoken name begins so. */
export function cell(root: ParentNode, name: string): Promise<HTMLElement> {
  return find(root, `[aria-label^="${name}"]`);
}

export function press(target: Element, key: string, modifiers: KeyboardEventInit = {}): void {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers }));
}
