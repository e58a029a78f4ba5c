// package.json is code: what it names exists, and what it says in two places agrees.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { describe, expect, it } from 'vitest';
import { shownManifest as manifest } from './packaging/shownManifest';
import { healthRules } from '../src/inspector/health';
import { modelInput, numberInput } from '../src/host/tools/inputs';

const root = path.resolve(import.meta.dirname, '..');

/** Read as a file, because its inferred type would be of megabytes. */
const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<
    Record<string, { resolved?: string; version?: string; engines?: Record<string, string> }>
  >;
};
const { commands, configuration, menus, jsonValidation, languages, views, viewsContainers } =
  manifest.contributes;
const PANEL_TYPE = /PANEL_TYPE = '([^']+)'/.exec(
  readFileSync(path.join(root, 'src/host/panel.ts'), 'utf8'),
)![1]!;
const declared = commands.map(({ command }) => command);

describe('commands', () => {
  it('have an id, a title and a category that the palette can show', () => {
    expect(new Set(declared).size).toBe(declared.length);
    for (const { command, title, category } of commands) {
      expect(command).toMatch(/^backprop\.[a-z][A-Za-z]+$/);
      expect(title).toMatch(/^[A-Z]\S*( (as|in|with|[A-Z]\S*))*$/);
      expect(category).toBe('Backprop');
    }
  });

  it('are declared where a menu shows them', () => {
    const shown = Object.values(menus)
      .flat()
      .map(({ command }) => command);
    expect(shown.length).toBeGreaterThan(0);
    for (const command of shown) expect(declared).toContain(command);
  });

  it('of a panel’s numbers are in the palette only beside a panel, and in its menu only', () => {
    const inMenu = menus['webview/context'];
    expect(inMenu.length).toBeGreaterThan(0);
    for (const { when } of inMenu) expect(when).toMatch(new RegExp(`^webviewId == '${PANEL_TYPE}' && `));
    const inPalette = new Map(menus.commandPalette.map(({ command, when }) => [command, when]));
    expect([...inPalette.keys()].sort()).toEqual(inMenu.map(({ command }) => command).sort());
    for (const when of inPalette.values()) expect(when).toBe(`activeWebviewPanelId == '${PANEL_TYPE}'`);
  });

  it('have an icon where they stand in a title bar', () => {
    for (const { command, group } of menus['editor/title']) {
      if (!group.startsWith('navigation')) continue;
      expect(commands.find((candidate) => candidate.command === command)).toHaveProperty('icon');
    }
  });
});

describe('views', () => {
  it('stand in a container of their own, under the ids that the code gives them', () => {
    const source = readFileSync(path.join(root, 'src/host/gradientsView.ts'), 'utf8');
    const id = /GRADIENTS_VIEW = '([^']+)'/.exec(source)![1];
    const containers = viewsContainers.activitybar.map((container) => container.id);
    expect(Object.keys(views)).toEqual(containers);
    expect(views.backprop.map((view) => [view.id, view.type])).toEqual([[id, 'webview']]);
  });

  it('have icons of one colour, which the editor gives them', () => {
    for (const { icon } of [...viewsContainers.activitybar, ...views.backprop]) {
      const svg = readFileSync(path.join(root, icon), 'utf8');
      expect(svg).toContain('viewBox="0 0 24 24"');
      expect(new Set(svg.match(/#[0-9a-f]{3,6}\b/g))).toEqual(new Set(['#000']));
    }
  });
});

describe('settings', () => {
  const settings = Object.entries(configuration.properties);

  it('are those that the extension reads', () => {
    const source = readFileSync(path.join(root, 'src/host/settings.ts'), 'utf8');
    const section = /SECTION = '([^']+)'/.exec(source)![1]!;
    const read = [...source.matchAll(/settings\.get<unknown>\('([^']+)'\)/g)].map(([, name]) => name!);
    expect(settings.map(([name]) => name).sort()).toEqual(read.map((name) => `${section}.${name}`).sort());
  });

  it('say in a sentence what they are, whose they are, and what they are by default', () => {
    for (const [name, setting] of settings) {
      expect(setting.description, name).toMatch(/^[A-Z].*\.$/);
      expect(['resource', 'machine'], name).toContain(setting.scope);
      const type = Array.isArray(setting.default) ? 'array' : typeof setting.default;
      const types = [setting.type].flat();
      expect(type, name).toBe(types[0] === 'integer' ? 'number' : types[0]);
    }
  });

  it('name the findings that there are, in their rules’ words', () => {
    const { items, default: byDefault } = configuration.properties['backprop.findings'];
    const rules = Object.values(healthRules);
    expect(items.enum).toEqual(rules.map(({ id }) => id));
    expect(items.enumDescriptions).toEqual(rules.map(({ documentation }) => documentation));
    expect(byDefault).toEqual(items.enum);
  });

  it('explain each of their values', () => {
    for (const setting of settings.map(([, value]) => value)) {
      if (!('enum' in setting)) continue;
      expect(setting.enum).toContain(setting.default);
      expect(setting.enumDescriptions).toHaveLength(setting.enum.length);
      for (const description of setting.enumDescriptions) expect(description).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe('files', () => {
  const named = [...JSON.stringify(manifest).matchAll(/"(?:\.\/)?((?:media|dist)\/[^"]+)"/g)].map(
    ([, file]) => file!,
  );

  it('of icons exist', () => {
    const icons = named.filter((file) => file.startsWith('media/'));
    expect(icons.length).toBeGreaterThan(2);
    for (const file of icons) expect(existsSync(path.join(root, file)), file).toBe(true);
  });

  it('of the marketplace icon are at least 128 pixels wide and high', () => {
    const png = readFileSync(path.join(root, manifest.icon));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)].map((size) => size >= 128)).toEqual([true, true]);
  });

  it('of models get the JSON language and our schema', () => {
    expect(jsonValidation).toEqual([{ fileMatch: '*.backprop.json', url: './dist/model.schema.json' }]);
    const patterns = languages.filter(({ id }) => id === 'jsonc').flatMap((item) => item.filenamePatterns);
    expect(patterns).toEqual(jsonValidation.map(({ fileMatch }) => fileMatch));
  });
});

describe('activation', () => {
  it('waits for JSON or for one of our panels', () => {
    expect(manifest.activationEvents).toEqual(['onLanguage:jsonc', `onWebviewPanel:${PANEL_TYPE}`]);
  });
});

describe('package-lock.json', () => {
  it('names no registry, so that each user’s own is asked', () => {
    const packages = Object.entries(lock.packages);
    expect(packages.length).toBeGreaterThan(100);
    expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  it('is of this version', () => {
    expect(lock.packages['']?.version).toBe(manifest.version);
    expect(lock.packages['']?.engines).toEqual(manifest.engines);
  });
});

describe('tools of language models', () => {
  const { languageModelTools } = manifest.contributes;
  const inputs: Readonly<Record<string, GenericSchema>> = { explainGradient: numberInput };

  it('take what the extension reads', () => {
    const source = readFileSync(path.join(root, 'src/host/tools/index.ts'), 'utf8');
    const registered = [...source.matchAll(/^ {4}(backprop_\w+):/gm)].map(([, name]) => name);
    expect(languageModelTools.map(({ name }) => name)).toEqual(registered);
    for (const { name, toolReferenceName, inputSchema } of languageModelTools) {
      expect(name).toBe(`backprop_${toolReferenceName}`);
      expect({ ...toJsonSchema(inputs[toolReferenceName] ?? modelInput), $schema: undefined }).toEqual({
        ...inputSchema,
        $schema: undefined,
      });
    }
  });

  it('say in sentences what they do', () => {
    for (const { displayName, userDescription, modelDescription } of languageModelTools) {
      expect(displayName).toMatch(/^([A-Z]\w+ ?)+$/);
      for (const words of [userDescription, modelDescription]) expect(words).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe('the walkthrough', () => {
  const { steps } = manifest.contributes.walkthroughs[0]!;

  it('has six short steps with a picture each, in words too', () => {
    expect(steps).toHaveLength(6);
    for (const { id, title, description, media } of steps) {
      expect(media.svg).toBe(`media/walkthrough/${id}.svg`);
      for (const words of [title, media.altText]) expect(words).toMatch(/^[A-Z].*[^.]$/);
      expect(description.length).toBeLessThan(330);
      for (const [, command] of description.matchAll(/\(command:([\w.]+)/g))
        expect(declared).toContain(command);
    }
  });

  it('is completed by doing: by commands, and by what the code says was done', () => {
    const source = readFileSync(path.join(root, 'src/host/walkthrough.ts'), 'utf8');
    const deeds = /type Deed = (.*);/.exec(source)![1]!.match(/\w+/g)!;
    const events = steps.flatMap(({ completionEvents }) => completionEvents);
    const contexts = events.flatMap((event) => /^onContext:backprop\.(\w+)$/.exec(event)?.[1] ?? []);
    const commands = events.flatMap((event) => /^onCommand:(.+)$/.exec(event)?.[1] ?? []);
    expect(contexts.length + commands.length).toBe(events.length);
    expect(contexts.sort()).toEqual([...deeds].sort());
    for (const command of commands) expect(declared).toContain(command);
  });
});
