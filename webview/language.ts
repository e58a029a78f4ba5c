/** The user's language, told by the host: imported before everything that says a word. */
import * as l10n from '@vscode/l10n';

const { words } = document.body.dataset;
if (words !== undefined) l10n.config({ contents: words });
