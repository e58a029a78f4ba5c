/** Puts an inspector behind its contract, on any transport. */
import * as l10n from '@vscode/l10n';
import type { Scheduler } from '../inspector/drive';
import { Inspector } from '../inspector/inspector';
import { Language } from '../inspector/language';
import type { Surroundings } from '../inspector/runs';
import type { Progress } from '../inspector/views';
import type { Channel, Transport } from '../protocol/channel';
import { connect } from '../protocol/channel';
import { inspectorContract, inspectorEvents } from '../protocol/inspectorContract';
import { moved } from '../protocol/wire';
import { excerptOf } from './excerpt';
import { HeldText } from './heldText';
import { withPictures } from './pictures';

/** Serves one model's inspector until the channel is disposed. */
export function serve(
  scheduler: Scheduler,
  surroundings: Surroundings,
  transport: Transport,
): Channel<typeof inspectorEvents> {
  const inspector = new Inspector(scheduler, surroundings);
  const held = new HeldText();
  const language = new Language();
  /** Requests to encode that nobody has cancelled. */
  const encoding = new Set<number>();
  const channel = connect(
    inspectorContract,
    {
      setText: (content) => held.replace(content),
      run: async (name, options) => {
        const text = held.current;
        const tell = (progress: Progress): void => {
          // Progress is news, not a request: nobody waits for its arrival.
          channel.remote.progress(progress).catch(() => undefined);
        };
        const reply = await inspector.run(text, name, tell, options);
        return { ...reply, excerpt: excerptOf(text, reply.issues) };
      },
      speak: (translations) => {
        l10n.config({ contents: translations });
        return undefined;
      },
      cancel: () => {
        inspector.cancel();
        return undefined;
      },
      change: (cell, value) => inspector.change(cell, value),
      step: (rate) => inspector.step(rate),
      stepBack: () => inspector.stepBack(),
      discard: () => inspector.discard(),
      whatIfTexts: () => inspector.whatIfTexts(held.current),
      checkGradients: (options) =>
        inspector.checkGradients((done, all) => {
          channel.remote.checkProgress({ done, all }).catch(() => undefined);
        }, options),
      cancelCheck: () => {
        inspector.cancelCheck();
        return undefined;
      },
      checkTable: () => inspector.checkTable(),
      runTable: () => inspector.runTable(),
      compare: (dump, corrections) => inspector.compare(dump, corrections),
      cancelComparison: () => {
        inspector.cancelComparison();
        return undefined;
      },
      comparedMatrix: (request) => inspector.comparedMatrix(request),
      comparisonMarkdown: (dump) => inspector.comparisonMarkdown(dump),
      overview: (selection) => inspector.overview(selection),
      tiles: (requests) => inspector.tiles(requests),
      pictures: (requests) => inspector.pictures(requests),
      statistics: ({ matrix, row }) => inspector.statistics(matrix, row),
      find: (what) => inspector.find(what),
      line: (request) => inspector.line(request),
      explain: (cell, selection, whole) => inspector.explain(cell, selection, whole),
      check: (cell) => inspector.check(cell),
      sheet: () => inspector.sheet(),
      findings: () => inspector.findings(),
      placedFindings: () => inspector.placedFindings(),
      propose: (headers) => inspector.propose(headers),
      locate: (cell) => inspector.locate(cell, held.current),
      outline: () => language.outline(held.current),
      fixes: (start, end) => language.fixes(held.current, start, end),
      layerName: (offset) => language.layerName(held.current, offset),
      shapeHints: () => language.shapeHints(held.current),
      hoverBeforeRun: async (offset, notation) => {
        const view = language.hover(held.current, offset, notation);
        return view && withPictures(view);
      },
      cellAt: (offset) => inspector.cellAt(offset, held.current),
      hints: () => inspector.hints(held.current),
      hover: async (offset) => {
        const view = inspector.hover(offset, held.current);
        return view && withPictures(view);
      },
      encode: async (id, matrix, format) => {
        const tell = (share: number): void => {
          channel.remote.encodeProgress(id, share).catch(() => undefined);
        };
        encoding.add(id);
        try {
          return moved(await inspector.encode(matrix, format, tell, () => !encoding.has(id)));
        } finally {
          encoding.delete(id);
        }
      },
      cancelEncode: (id) => {
        encoding.delete(id);
        return undefined;
      },
    },
    inspectorEvents,
    transport,
  );
  return channel;
}
