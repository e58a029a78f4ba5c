/** The page of a webview: nothing but its built script and style, under a strict policy. */
import * as vscode from 'vscode';

/** What a webview shows. */
export interface WebviewPage {
  /** Names the script and the style in dist/webview. */
  readonly name: 'panel' | 'side';
  readonly title: string;
}

/** Lets the webview run its own script and load its own files, and shows the page. */
export function showPage(webview: vscode.Webview, extensionUri: vscode.Uri, page: WebviewPage): void {
  const folder = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.html = webviewHtml(webview, folder, page);
}

function webviewHtml(webview: vscode.Webview, folder: vscode.Uri, { name, title }: WebviewPage): string {
  const nonce = crypto.randomUUID();
  const base = webview.asWebviewUri(folder).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    // The toolkit probes the browser's CSS once, with an empty style element that carries the nonce.
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data: blob:`,
  ].join('; ');
  const words = vscode.l10n.bundle === undefined ? undefined : JSON.stringify(vscode.l10n.bundle);
  return `<!doctype html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${base}/${name}.css">
<title>${title}</title>
</head>
<body${attribute('data-words', words)}>
<div id="app"></div>
<script type="module" nonce="${nonce}" src="${base}/${name}.js"></script>
</body>
</html>`;
}

function attribute(name: string, value: string | undefined): string {
  if (value === undefined) return '';
  return ` ${name}="${value.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;')}"`;
}
