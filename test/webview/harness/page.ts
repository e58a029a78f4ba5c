// Runs in the harness page: gives the panel an editor API, and a host with the real inspector behind it.
import { HarnessHost } from './harnessHost';

const toHost: ((data: unknown) => void)[] = [];
const host = new HarnessHost(document.body.dataset['file'] ?? 'model.backprop.json', {
  post: (data) => {
    // Over a real boundary, as the editor's: a copy, and later.
    const copy: unknown = structuredClone(data);
    setTimeout(() => dispatchEvent(new MessageEvent('message', { data: copy })), 0);
  },
  listen: (receive) => {
    toHost.push(receive);
    return () => undefined;
  },
});

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
Object.assign(window, { acquireVsCodeApi: () => editor, harness: host });

// The panel's own script has run by then.
addEventListener('DOMContentLoaded', () => {
  void fetch(`model${location.search}`)
    .then((reply) => reply.text())
    .then((text) => host.run(text));
});
