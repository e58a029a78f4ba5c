/** What the side view's webview asks of the host, and what the host tells it. */
import * as v from 'valibot';
import { viewMessages } from './inspectorContract';
import { event, message } from './message';
import type { PanelState } from './panelContract';
import { bytes, cellRef } from './shapes';

/** What the side view must know. */
export interface SideState {
  /** What the panel of the session that is followed knows; undefined where no model is under inspection. */
  readonly followed: PanelState | undefined;
  /** File name of the model that the active editor shows and that could be run; undefined where it shows none. */
  readonly runnable: string | undefined;
}

/** Webview → host. The views are those of the session that is followed when they are asked for. */
export const sideContract = {
  ...viewMessages,
  /** The webview is there (again) and wants the state. */
  ready: message(v.tuple([]))<SideState>(),
  /** Runs the model that is followed, or the active editor's where none is. */
  run: message(v.tuple([]))<undefined>(),
  /** Runs although so many bytes are needed, now and until the model's panel is closed. */
  agree: message(v.tuple([bytes]))<undefined>(),
  cancel: message(v.tuple([]))<undefined>(),
  openExample: message(v.tuple([]))<undefined>(),
  /** Show this number in the panel of the model. */
  open: message(v.tuple([cellRef]))<undefined>(),
  /** Show the issue number `index` of the state in the text. */
  goToIssue: message(v.tuple([v.number()]))<undefined>(),
};

/** Host → webview. */
export const sideEvents = {
  state: event(v.tuple([v.custom<SideState>((x) => typeof x === 'object' && x !== null)])),
};
