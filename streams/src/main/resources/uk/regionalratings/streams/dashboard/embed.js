// One view as a picture, for a frame in another page: /embed?view=NAME and the state as in the page's address.

import { get } from './api.js';
import { paintable, prepareComparison } from './comparison.js';
import { $, el, replace } from './dom.js';
import { columnsOf } from './map.js';
import { prepareMatrix, saidOf } from './transitions.js';
import { paintLanes, paintLines, paintMap, paintMatrix, paintRegions, paintTimeline } from './painters.js';
import { picture } from './picture.js';
import { createModel, loadReference, loadWords } from './reference.js';
import { linkTo } from './share.js';
import { parse } from './state.js';
import { prepareView } from './view.js';

const PAINTED = {
  timeline: async (model, state) => paintTimeline(await prepareView(model, state), model),
  map: async (model, state) => paintMap(await prepareView(model, state), model, columnsOf(model)),
  regions: async (model, state) => paintRegions(await prepareView(model, state), model),
  compare: async (model, state) => paintLines(paintable(await prepareComparison(model, state), model)),
  transitions: async (model, state) => {
    const view = await prepareView(model, state);
    const answer = await prepareMatrix(view);
    return paintMatrix(answer, saidOf(answer, view.area), view.area, model);
  },
  grades: async (model, state) => paintLanes(await get(`/v1/authorities/${encodeURIComponent(state.authority)}`), model),
};

async function show() {
  const view = new URLSearchParams(location.search).get('view') ?? '';
  const state = parse(location.search);
  if (!Object.hasOwn(PAINTED, view)) throw new Error(`There is no view “${view}”; use one of ${Object.keys(PAINTED).join(', ')}.`);
  const model = createModel();
  await Promise.all([loadWords(model), loadReference(model)]);
  if (!model.areas.some((area) => area.area === state.area)) throw new Error(`There is no area “${state.area}”.`);
  const painted = await PAINTED[view](model, state);
  document.title = painted.title;
  replace($('embed'), el('h1', { class: 'hidden' }, painted.title), picture(painted, linkTo(state), model.today),
    el('p', {}, el('a', { href: linkTo(state), target: '_blank', rel: 'noopener' }, 'The numbers and reports at Regional Ratings')));
}

show().catch((problem) => replace($('embed'), el('h1', { class: 'hidden' }, 'Regional Ratings'), el('p', { role: 'alert' }, `This picture can’t be shown: ${problem.message}`)))
  .finally(() => (document.documentElement.dataset.ready = 'true'));
