/** The host's end of the way to a webview. */
import type * as vscode from 'vscode';
import type { Transport } from '../protocol/channel';

export function webviewTransport(webview: vscode.Webview): Transport {
  return {
    post: (data) => {
      // An answer may come when the webview has gone.
      webview.postMessage(data).then(undefined, () => undefined);
    },
    listen: (receive) => {
      const subscription = webview.onDidReceiveMessage(receive);
      return () => {
        subscription.dispose();
      };
    },
  };
}
