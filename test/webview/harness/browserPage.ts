// A page of the harness in a real browser, with everything that its console complained of.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

export interface BrowserPage {
  readonly page: Page;
  readonly complaints: string[];
}

export async function openPage(
  browser: Browser,
  url: string,
  query: Record<string, string>,
  options: BrowserContextOptions,
): Promise<BrowserPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${url}?${new URLSearchParams(query).toString()}`);
  return { page, complaints };
}
