// `npm run l10n`: writes l10n/bundle.l10n.json.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { l10nBundle } from './l10nBundle';

const file = path.resolve(import.meta.dirname, '../../l10n/bundle.l10n.json');

void l10nBundle().then((bundle) => writeFile(file, `${JSON.stringify(bundle, null, 2)}\n`));
