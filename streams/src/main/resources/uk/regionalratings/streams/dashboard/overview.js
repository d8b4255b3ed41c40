// The first view: headline, controls, charts and list for one judgement, framework, area and day.

import { get } from './api.js';
import { createControls } from './controls.js';
import { settled } from './dom.js';
import { showHeadline } from './headline.js';
import { createJudgements } from './judgements.js';
import { createList } from './list.js';
import { createMap } from './map.js';
import { createRegions } from './regions.js';
import { rowsOf, tally } from './tally.js';
import { createTimeline } from './timeline.js';

export function createOverview(store, model) {
  const controls = createControls(store, model);
  const judgements = createJudgements(store, model);
  const timeline = createTimeline(store, model);
  const map = createMap(store, model);
  const regions = createRegions(store, model);
  const list = createList(store, model);
  const drawLate = settled((view) => {
    judgements.draw(view);
    list.draw(view);
  }, 120);

  function question(state) {
    return { judgement: state.judgement, framework: state.framework, asOf: state.asOf };
  }

  async function prepare(state) {
    const [england, line] = await Promise.all([
      get('/v1/areas/england/authorities', question(state)),
      get(`/v1/areas/${encodeURIComponent(state.area)}/timeline`, { judgement: state.judgement, framework: state.framework }),
    ]);
    const area = model.areas.find((one) => one.area === state.area);
    const rows = rowsOf(england.authorities, area);
    const view = {
      state,
      area,
      day: england.asOf,
      england: england.authorities,
      rows,
      sums: new Map(model.areas.map((one) => [one.area, tally(rowsOf(england.authorities, one), model.words)])),
      line,
    };
    return (before) => draw(view, before);
  }

  function draw(view, before) {
    const replaying = controls.isMoving();
    showHeadline(model, view, store, replaying);
    controls.draw(view);
    timeline.draw(view);
    map.draw(view);
    regions.draw(view);
    if (replaying) {
      drawLate(view);
    } else {
      judgements.draw(view);
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
    returnFrom: (authority) => list.returnFrom(authority) || map.returnFrom(authority),
  };
}
