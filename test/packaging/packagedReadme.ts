// The README as the package carries it: what leads into the repository would lead nowhere from there.

const PICTURE = /^!\[[^\]]*\]\((?!https:)[^)]+\)\n\n?/gm;
const LINK = /\[([^\]]*)\]\((?!https:|#)[^)\s]+\)/g;

/**
 * Leaves out pictures, because VS Code shows none in an extension's page but those from a public address, and keeps only
 * the words of links into the repository.
 */
export function packagedReadme(markdown: string): string {
  return markdown.replace(PICTURE, '').replace(LINK, '$1');
}
