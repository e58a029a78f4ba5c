/** units: what the weights say. */
import * as l10n from '@vscode/l10n';
import type { Treatment } from './candidate';

export const setUnits: Treatment<'units'> = {
  isTried: false,
  candidates({ units }, { place }) {
    return [
      { title: l10n.t('Set "units" to {0}', units), edits: [{ span: place.value, text: String(units) }] },
    ];
  },
};
