// The first view: headline, controls, charts and list for one judgement, framework, area and day.

import { createControls } from './controls.js';
import { $, settled } from './dom.js';
import { createFell } from './fell.js';
import { createFolds } from './fold.js';
import { showHeadline } from './headline.js';
import { createJudgements } from './judgements.js';
import { createList } from './list.js';
import { createMap } from './map.js';
import { createMatrix } from './matrix.js';
import { createQuestions } from './questions.js';
import { createRegions } from './regions.js';
import { createTimeline } from './timeline.js';
import { prepareView } from './view.js';

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
  const questions = createQuestions(store, model);
  const drawLate = settled((view) => {
    judgements.draw(view);
    matrix.draw(view);
    list.draw(view);
    questions.draw(view);
  }, 120);

  async function prepare(state) {
    const view = await prepareView(model, state);
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
      questions.draw(view);
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
