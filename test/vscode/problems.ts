// Tells the extension's own errors from VS Code's, on the console of a page and all its frames.
import type { ConsoleMessage, Page } from 'playwright-core';

const extensionId = 'backprop-inspector.backprop-inspector';

/** Returns a list that grows whenever the extension does something wrong on this page. */
export function listenForProblems(page: Page): readonly string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    const problem = describe(message);
    if (problem !== undefined) problems.push(problem);
  });
  page.on('pageerror', (error) => {
    if (!isWorkbench(error.stack ?? '')) problems.push(`uncaught: ${error.stack ?? error.message}`);
  });
  return problems;
}

function describe(message: ConsoleMessage): string | undefined {
  const text = message.text();
  if (/Content Security Policy/i.test(text)) return `CSP: ${text}`;
  if (message.type() !== 'error') return undefined;
  // What the extension host logs reaches the page's console too, with a style for the browser in front.
  if (text.startsWith('%c'))
    return text.includes(extensionId) && !text.includes('getting the latest version') ? text : undefined;
  // The web server lacks a few files of the full product, such as its service worker.
  if (isWorkbench(message.location().url) || /bad HTTP response code/.test(text)) return undefined;
  if (text.startsWith('Failed to load resource') && !isWebview(message.location().url)) return undefined;
  return `console: ${text}`;
}

/** Whether a script of VS Code itself is meant, by its address or its stack. */
function isWorkbench(place: string): boolean {
  return place.includes('/static/out/vs/') && !isWebview(place);
}

/** A file of an extension, which webviews load from an address of their own. */
function isWebview(place: string): boolean {
  return place.includes('vscode-resource');
}
