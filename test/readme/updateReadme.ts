// `npm run readme`: writes the tables of the README anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { withTables } from './readmeTables';

const file = new URL('../../README.md', import.meta.url);
writeFileSync(file, withTables(readFileSync(file, 'utf8')));
