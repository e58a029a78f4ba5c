/** The other end of the channel, as every part of the panel sees it. */
import type { Remote } from '../src/protocol/message';
import type { panelContract } from '../src/protocol/panelContract';

export type PanelHost = Remote<typeof panelContract>;
