/** The answers of whoever shows views of a run: each is the inspector's own, of the session that is shown when it is asked. */
import type { inspectorContract, viewMessages } from '../protocol/inspectorContract';
import type { Handlers, Remote } from '../protocol/message';

export function viewHandlers(views: () => Remote<typeof inspectorContract>): Handlers<typeof viewMessages> {
  return {
    overview: (selection) => views().overview(selection),
    tiles: (requests) => views().tiles(requests),
    pictures: (requests) => views().pictures(requests),
    statistics: (request) => views().statistics(request),
    find: (search) => views().find(search),
    line: (request) => views().line(request),
    explain: (cell, selection, whole) => views().explain(cell, selection, whole),
    check: (cell, selection) => views().check(cell, selection),
    sheet: (selection) => views().sheet(selection),
    findings: () => views().findings(),
  };
}
