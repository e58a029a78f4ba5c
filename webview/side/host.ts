/** The other end of the channel, as every part of the side view sees it. */
import type { Remote } from '../../src/protocol/message';
import type { sideContract } from '../../src/protocol/sideContract';

export type SideHost = Remote<typeof sideContract>;
