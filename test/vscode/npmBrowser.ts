// A headless Chromium for Linux x64 from npm, with the libraries and the font that a bare system lacks.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheRoot, installOnce, npmInstall } from './cache';
import { cleanEnvironment, OwnedProcess } from './processTree';

const packageName = '@sparticuz/chromium';

export interface NpmBrowser {
  readonly executable: string;
  /** What the browser, and nothing else, needs in its environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** Finds or installs it in the cache folder. */
export async function installNpmBrowser(): Promise<NpmBrowser> {
  const folder = await installOnce('chromium', 'Chromium from npm', async (target) => {
    await npmInstall(target, [packageName, '--no-save']);
    await unpack(target);
    await rm(path.join(target, 'node_modules'), { recursive: true });
  });
  return {
    executable: path.join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: [path.join(folder, 'al2023/lib'), process.env['LD_LIBRARY_PATH'] ?? []]
        .flat()
        .join(':'),
      FONTCONFIG_FILE: path.join(folder, 'fonts.conf'),
    },
  };
}

/** The package unpacks itself into the system's temporary folder: here, for one process, that is the cache. */
async function unpack(target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  const script = `import('${packageName}').then((chromium) => chromium.default.executablePath())`;
  const unpacking = new OwnedProcess(process.execPath, ['--eval', script], {
    cwd: target,
    // The second makes it unpack its system libraries too.
    env: cleanEnvironment({ TMPDIR: target, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' }),
  });
  const code = await unpacking.exited;
  await unpacking.stop();
  if (code !== 0) throw new Error(`Chromium from npm did not unpack:\n${unpacking.output}`);
  await writeFile(path.join(target, 'fonts.conf'), fontConfiguration);
}

/** The package's own names only folders of the service that it was made for. */
const fontConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${path.join(cacheRoot, 'chromium/fonts')}</dir>
  <cachedir>${path.join(cacheRoot, 'chromium/fontCache')}</cachedir>
</fontconfig>
`;
