// Runs in the harness page: gives the webview an editor API, and a host with the real inspector behind it.
import { notationOf } from '../../../src/inspector/convention';
import type { Transport } from '../../../src/protocol/channel';
import { HarnessHost } from './harnessHost';
import { SideHarnessHost } from './sideHost';

const toHost: ((data: unknown) => void)[] = [];
const transport: Transport = {
  post: (data) => {
    // Over a real boundary, as the editor's: a copy, and later.
    const copy: unknown = structuredClone(data);
    setTimeout(() => dispatchEvent(new MessageEvent('message', { data: copy })), 0);
  },
  listen: (receive) => {
    toHost.push(receive);
    return () => undefined;
  },
};

const editor = {
  postMessage: (data: unknown) => {
    const copy: unknown = structuredClone(data);
    setTimeout(() => {
      for (const receive of toHost) receive(copy);
    }, 0);
  },
  getState: () => {
    const saved = sessionStorage.getItem('state');
    return saved === null ? undefined : (JSON.parse(saved) as unknown);
  },
  setState: (state: unknown) => {
    sessionStorage.setItem('state', JSON.stringify(state));
  },
};
const file = document.body.dataset['file'] ?? 'model.backprop.json';
const isSide = document.body.dataset['page'] === 'side';
const harness = isSide ? sideHarness() : new HarnessHost(file, transport);
Object.assign(window, { acquireVsCodeApi: () => editor, harness });

// The page's own script has run by then.
addEventListener('DOMContentLoaded', () => {
  void begin();
});

/** Runs the model that the query names, and compares the numbers that it names with it. */
async function begin(): Promise<void> {
  const query = new URLSearchParams(location.search);
  if (query.get('file') === '') return;
  if (harness instanceof HarnessHost) harness.notation = notationOf(query.get('convention'));
  const model = await fetch(`model${location.search}`);
  await harness.run(await model.text());
  const mine = query.get('mine');
  if (mine === null || !(harness instanceof HarnessHost)) return;
  const numbers = await fetch(`mine${location.search}`);
  await harness.compare(mine.split('/').at(-1) ?? mine, new Uint8Array(await numbers.arrayBuffer()));
}

/** Runs models as the panel's harness does; the first text makes the model. */
function sideHarness() {
  const host = new SideHarnessHost();
  host.connect(transport);
  let model: ReturnType<SideHarnessHost['add']> | undefined;
  return {
    host,
    run: async (text: string): Promise<void> => {
      model ??= host.add(file);
      const added = await model;
      await host.follow(added);
      await added.host.run(text);
    },
  };
}
