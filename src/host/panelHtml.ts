/** The page of a panel: nothing but the built script and style, under a strict policy. */
import { randomBytes } from 'node:crypto';
import type * as vscode from 'vscode';

/**
 * @param folder URI of dist/webview.
 * @param uri the model's, kept by the page so that a reloaded window can restore it.
 */
export function panelHtml(webview: vscode.Webview, folder: vscode.Uri, uri: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64url');
  const base = webview.asWebviewUri(folder).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    // The toolkit probes the browser's CSS once, with an empty style element that carries the nonce.
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data: blob:`,
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${base}/style.css">
<title>Backprop Inspector</title>
</head>
<body data-uri="${escapeAttribute(uri.toString())}">
<div id="app"></div>
<script type="module" nonce="${nonce}" src="${base}/panel.js"></script>
</body>
</html>`;
}

function escapeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}
