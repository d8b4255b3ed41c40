// The data of the overview for one state, without any element of the page.

import { get } from './api.js';
import { companion } from './headline.js';
import { rowsBy, rowsOf, tally } from './tally.js';

/** A timeline ends today; on a cited page it ends on the page's day, so that later reports do not alter it. */
export const endOf = (state) => (state.knownAt ? state.asOf : '');

/** What the charts and tables of a view are cited by. */
export const citedOf = (view) => ({ day: view.day, version: view.version, judgement: view.judgement, line: view.lineJudgement });

/** Without a judgement the API uses those that inspections of the day make. */
export async function prepareView(model, state) {
  const { framework, asOf, lineage } = state;
  const area = model.areas.find((one) => one.area === state.area);
  const england = await get('/v1/areas/england/authorities', { judgement: state.judgement, framework, asOf, lineage });
  const { judgement, judgements } = england;
  const lineJudgement = judgement !== 'profile' ? judgement : [...judgements, judgement].find((one) => one === state.line) ?? judgements[0];
  const ended = judgements.length === 1 && !england.leading.includes(judgement);
  const overall = { judgement: ended ? judgement : '', framework, asOf, lineage };
  const ratings = (of) => of && get(`/v1/areas/${encodeURIComponent(of.area)}/ratings`, overall);
  const [line, here, last, lastBeside] = await Promise.all([
    get(`/v1/areas/${encodeURIComponent(state.area)}/timeline`, { judgement: lineJudgement, framework, lineage, to: endOf(state) }),
    get(`/v1/areas/${encodeURIComponent(state.area)}/ratings`, { judgement: lineJudgement, framework, asOf, lineage }),
    ratings({ area: 'england' }),
    ratings(companion(model, area)),
  ]);
  const sumsOf = (rows) => new Map(model.areas.map((one) => [one.area, tally(rowsOf(rows, model.areas, one, england.asOf), model.words)]));
  return {
    state,
    area,
    judgement,
    judgements,
    profile: judgement === 'profile',
    ended,
    last,
    lastBeside,
    day: england.asOf,
    version: england.version,
    england: england.authorities,
    rows: rowsOf(england.authorities, model.areas, area, england.asOf),
    sums: sumsOf(england.authorities),
    sumsBy: new Map(judgement === 'profile' ? judgements.map((one) => [one, sumsOf(rowsBy(england.authorities, one))]) : []),
    line,
    lineJudgement,
    childrenShare: here.children.shares?.goodOrOutstanding,
  };
}
