/** A page speaks the language that the host wrote into it. */
import * as l10n from '@vscode/l10n';
import { expect, it } from 'vitest';

it('takes the words of its body before any other module says one', async () => {
  document.body.dataset['words'] = JSON.stringify({ 'Formula sheet': 'Formelblatt' });
  await import('../../webview/language');
  expect(l10n.t('Formula sheet')).toBe('Formelblatt');
  expect(l10n.t('Close formula sheet')).toBe('Close formula sheet');
});
