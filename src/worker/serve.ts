/** Puts an inspector behind its contract, on any transport. */
import type { Scheduler } from '../inspector/drive';
import { Inspector } from '../inspector/inspector';
import type { Channel, Transport } from '../protocol/channel';
import { connect } from '../protocol/channel';
import { inspectorContract, inspectorEvents } from '../protocol/inspectorContract';

/** Serves one model's inspector until the channel is disposed. */
export function serve(scheduler: Scheduler, transport: Transport): Channel<typeof inspectorEvents> {
  const inspector = new Inspector(scheduler);
  const channel = connect(
    inspectorContract,
    {
      run: (text, name) =>
        inspector.run(text, name, (progress) => {
          // Progress is news, not a request: nobody waits for its arrival.
          channel.remote.progress(progress).catch(() => undefined);
        }),
      cancel: () => {
        inspector.cancel();
        return undefined;
      },
      overview: (selection) => inspector.overview(selection),
      tiles: (requests) => inspector.tiles(requests),
      statistics: (matrix) => inspector.statistics(matrix),
      explain: (cell, selection, whole) => inspector.explain(cell, selection, whole),
      check: (cell) => inspector.check(cell),
      sheet: () => inspector.sheet(),
      locate: (cell, text) => inspector.locate(cell, text),
    },
    inspectorEvents,
    transport,
  );
  return channel;
}
