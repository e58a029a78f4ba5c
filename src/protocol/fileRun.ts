/** Which run is of the file's own numbers, whatever is tried on top of it. */
import type { PanelState } from './panelContract';

export function fileRunOf(state: Pick<PanelState, 'run' | 'whatIf'> | undefined): number | undefined {
  return state?.whatIf?.fileRun ?? state?.run;
}
