// The real side view in jsdom with real inspectors behind it, on the product's channel.
import '../browserGaps';
import { vi } from 'vitest';
import { connect } from '../../../src/protocol/channel';
import { sideContract, sideEvents } from '../../../src/protocol/sideContract';
import { SavedChoices } from '../../../webview/side/choices';
import { SideView } from '../../../webview/side/sideView';
import { Theme } from '../../../webview/theme/theme';
import { SideHarnessHost } from '../harness/sideHost';
import { transportPair } from '../harness/transportPair';

export interface OpenSide {
  readonly host: SideHarnessHost;
  readonly root: HTMLElement;
  /** What the editor keeps. */
  readonly store: { saved: unknown };
  /** The view is hidden and shown again: all of it is made anew from what the editor and the host know. */
  readonly reopen: () => Promise<OpenSide>;
  readonly dispose: () => void;
}

export async function openSide(host?: SideHarnessHost, saved?: unknown): Promise<OpenSide> {
  const [hostSide, viewSide] = transportPair();
  const known = host ?? new SideHarnessHost();
  const disconnect = known.connect(hostSide);
  const store = { saved };
  const { remote } = connect(
    sideEvents,
    {
      state: (state) => {
        view.setState(state);
        return undefined;
      },
    },
    sideContract,
    viewSide,
  );
  const choices = new SavedChoices({
    get: () => store.saved,
    set: (state) => {
      store.saved = state;
    },
  });
  const view = new SideView(remote, choices, new Theme());
  document.body.replaceChildren(view.element);
  view.setState(await remote.ready());
  const dispose = (): void => {
    view.dispose();
    disconnect();
  };
  return {
    host: known,
    root: view.element,
    store,
    reopen: () => {
      dispose();
      return openSide(known, structuredClone(store.saved));
    },
    dispose,
  };
}

/** What a screen reader calls a thumbnail. */
export function nameOf(thumbnail: Element): string {
  return thumbnail.querySelector('.sr')?.textContent ?? '';
}

/** The names of all thumbnails from top to bottom. */
export function names(root: ParentNode): readonly string[] {
  return [...root.querySelectorAll('.layer-item .thumb')].map(nameOf);
}

/** Waits until there are thumbnails with these beginnings of their names, all with numbers. */
export async function shows(root: ParentNode, beginnings: readonly string[]): Promise<void> {
  await vi.waitFor(() => {
    const all = names(root);
    const wrong = beginnings.filter((beginning, i) => !(all[i] ?? '').startsWith(beginning));
    if (wrong.length > 0 || all.length !== beginnings.length) throw new Error(all.join('\n'));
    if (all.some((name) => !name.includes(', largest '))) throw new Error(`no numbers:\n${all.join('\n')}`);
  });
}

/** The thumbnail whose name begins so, when it has its numbers. */
export async function thumbnail(root: ParentNode, beginning: string): Promise<HTMLElement> {
  return vi.waitFor(() => {
    const found = [...root.querySelectorAll<HTMLElement>('.layer-item .thumb')].find((own) =>
      nameOf(own).startsWith(beginning),
    );
    if (found === undefined || !nameOf(found).includes(', largest ')) {
      throw new Error(`no ${beginning} among\n${names(root).join('\n')}`);
    }
    return found;
  });
}

/** Chooses from the list of quantities as its widget does. */
export function chooseQuantity(root: ParentNode, value: string): void {
  const list = root.querySelector<HTMLElement & { value: string }>('vscode-dropdown')!;
  list.value = value;
  list.dispatchEvent(new Event('change'));
}

export function chooseRadio(root: ParentNode, group: string, text: string): void {
  const buttons = root.querySelectorAll<HTMLElement>(`[role=radiogroup][aria-label=${group}] button`);
  [...buttons].find(({ textContent }) => textContent === text)!.click();
}
