// Licences of the packages that are in the bundles, as the text that ships with them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const HEADER = `Backprop Inspector contains the software below, each part under its own licence.`;
const RULE = '-'.repeat(80);

/**
 * @param {import('esbuild').Metafile[]} metafiles what the builds took in.
 * @returns {string} one section a package: name, version, licence and its full text.
 * @throws {Error} if a package has no licence text, because it may not be shipped then.
 */
export function thirdPartyNotices(metafiles) {
  const folders = packageFolders(metafiles);
  const collected = folders.map(noticesIn).join('\n');
  const sections = folders.map((folder) => {
    const { name, version, license } = manifestOf(folder);
    const text = licenceIn(folder) ?? licenceOfScope(folder, license) ?? sectionFor(name, collected);
    if (text === undefined) throw new Error(`${name} ${version} is bundled and has no licence text.`);
    return `${RULE}\n${name} ${version} (${license})\n${RULE}\n\n${text.trim()}\n`;
  });
  return `${[HEADER, ...sections].join('\n\n').replaceAll('\r\n', '\n')}`;
}

/**
 * Folders of the packages of which at least one byte is in an output, sorted by name.
 * @param {import('esbuild').Metafile[]} metafiles
 */
function packageFolders(metafiles) {
  const folders = new Map();
  for (const { outputs } of metafiles) {
    for (const { inputs } of Object.values(outputs)) {
      for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
        const inPackage = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
        if (bytesInOutput > 0 && inPackage !== undefined)
          folders.set(manifestOf(inPackage).name, path.resolve(inPackage));
      }
    }
  }
  return [...folders].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, folder]) => folder);
}

/** @param {string} folder */
function manifestOf(folder) {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
}

/** @param {string} folder */
function licenceIn(folder) {
  const file = readdirSync(folder).find((name) => /^licen[cs]e(\.(md|txt))?$/i.test(name));
  return file === undefined ? undefined : readFileSync(path.join(folder, file), 'utf8');
}

/**
 * The licence of a package that carries no text of it, from another of the same scope that is under the same one.
 * @param {string} folder
 * @param {string} license its name.
 */
function licenceOfScope(folder, license) {
  const scope = path.dirname(folder);
  if (!path.basename(scope).startsWith('@')) return undefined;
  const others = readdirSync(scope).map((name) => path.join(scope, name));
  return others
    .filter((other) => manifestOf(other).license === license)
    .map(licenceIn)
    .find((text) => text !== undefined);
}

/**
 * What a package says of the licences of others.
 * @param {string} folder
 */
function noticesIn(folder) {
  const file = path.join(folder, 'NOTICES');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/**
 * The licence of a package that carries none itself, from the notices of one that uses it.
 * @param {string} name
 * @param {string} notices sections between lines of dashes, each opening with "name version - licence".
 */
function sectionFor(name, notices) {
  const section = notices.split(/^---$/m).find((text) => text.trim().startsWith(`${name} `));
  return section?.trim().split('\n').slice(2).join('\n');
}
