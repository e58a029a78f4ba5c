/** Waits for the fonts: what stands below letters moves when they come. */

/** Resolves when the fonts of what is on the page are there, or cannot be had. */
export async function fontsReady(page: Element): Promise<void> {
  // Only a page that is laid out has asked for its fonts.
  page.getBoundingClientRect();
  await document.fonts.ready;
}
