// The first view: headline, controls, charts and list for one judgement, framework, area and day.

import { get } from './api.js';
import { createControls } from './controls.js';
import { $, settled } from './dom.js';
import { createFell } from './fell.js';
import { createFolds } from './fold.js';
import { companion, showHeadline } from './headline.js';
import { createJudgements } from './judgements.js';
import { createList } from './list.js';
import { createMap } from './map.js';
import { createMatrix } from './matrix.js';
import { createRegions } from './regions.js';
import { rowsBy, rowsOf, tally } from './tally.js';
import { createTimeline } from './timeline.js';

export function createOverview(store, model, finder) {
  const controls = createControls(store, model);
  const judgements = createJudgements(store, model);
  const fell = createFell(store, model);
  const timeline = createTimeline(store, model);
  const map = createMap(store, model);
  const regions = createRegions(store, model);
  const matrix = createMatrix(store, model);
  const unfold = createFolds($('overview'));
  const list = createList(store, model, finder);
  const drawLate = settled((view) => {
    judgements.draw(view);
    matrix.draw(view);
    list.draw(view);
  }, 120);

  /** Prepares the data for one state. Without a judgement the API uses those that inspections of the day make. */
  async function prepare(state) {
    const { framework, asOf } = state;
    const area = model.areas.find((one) => one.area === state.area);
    const england = await get('/v1/areas/england/authorities', { judgement: state.judgement, framework, asOf });
    const { judgement, judgements } = england;
    const lineJudgement = judgement !== 'profile' ? judgement : [...judgements, judgement].find((one) => one === state.line) ?? judgements[0];
    const ended = judgements.length === 1 && !england.leading.includes(judgement);
    const overall = { judgement: ended ? judgement : '', framework, asOf };
    const ratings = (of) => of && get(`/v1/areas/${encodeURIComponent(of.area)}/ratings`, overall);
    const [line, last, lastBeside] = await Promise.all([
      get(`/v1/areas/${encodeURIComponent(state.area)}/timeline`, { judgement: lineJudgement, framework }),
      ratings({ area: 'england' }),
      ratings(companion(model, area)),
    ]);
    const sumsOf = (rows) => new Map(model.areas.map((one) => [one.area, tally(rowsOf(rows, one), model.words)]));
    const view = {
      state,
      area,
      judgement,
      judgements,
      profile: judgement === 'profile',
      ended,
      last,
      lastBeside,
      day: england.asOf,
      england: england.authorities,
      rows: rowsOf(england.authorities, area),
      sums: sumsOf(england.authorities),
      sumsBy: new Map(judgement === 'profile' ? judgements.map((one) => [one, sumsOf(rowsBy(england.authorities, one))]) : []),
      line,
      lineJudgement,
    };
    return (before) => draw(view, before);
  }

  function draw(view, before) {
    const replaying = controls.isMoving();
    // A link that leads to a filtered list leads to the list.
    const { grade, region, find } = view.state;
    if (!before && (grade || region || find)) unfold($('list'));
    showHeadline(model, view, store, replaying);
    fell.draw(view, replaying);
    controls.draw(view);
    timeline.draw(view);
    map.draw(view);
    regions.draw(view);
    if (replaying) {
      drawLate(view);
    } else {
      judgements.draw(view);
      matrix.draw(view);
      list.draw(view, before);
    }
  }

  return {
    prepare,
    repaint: () => timeline.repaint(),
    print(on) {
      timeline.repaint(on);
      list.print(on);
    },
    returnFrom: (authority) => list.returnFrom(authority) || map.returnFrom(authority) || $('main').focus(),
  };
}
