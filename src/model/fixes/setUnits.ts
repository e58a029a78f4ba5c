/** units: what the weights say. */
import type { Treatment } from './candidate';

export const setUnits: Treatment<'units'> = {
  isTried: false,
  candidates({ units }, { place }) {
    return [{ title: `Set "units" to ${units}`, edits: [{ span: place.value, text: String(units) }] }];
  },
};
