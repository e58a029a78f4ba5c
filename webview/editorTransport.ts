/** The webview's end of the way to the host. */
import type { Transport } from '../src/protocol/channel';

/** @param editor what VS Code gives a webview, once. */
export function editorTransport(editor: { postMessage(data: unknown): void }): Transport {
  return {
    post: (data) => {
      editor.postMessage(data);
    },
    listen: (receive) => {
      const heard = (event: MessageEvent<unknown>): void => {
        receive(event.data);
      };
      addEventListener('message', heard);
      return () => {
        removeEventListener('message', heard);
      };
    },
  };
}
