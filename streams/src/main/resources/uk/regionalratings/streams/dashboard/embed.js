// One view as a picture, for a frame in another page: /embed?view=NAME and the state as in the page's address.

import { get, know } from './api.js';
import { paintable, prepareComparison } from './comparison.js';
import { $, el, replace } from './dom.js';
import { columnsOf } from './map.js';
import { prepareMatrix, saidOf } from './transitions.js';
import { paintLanes, paintLines, paintMap, paintMatrix, paintRegions, paintTimeline } from './painters.js';
import { picture } from './picture.js';
import { createModel, loadReference, loadWords } from './reference.js';
import { linkTo } from './share.js';
import { parse } from './state.js';
import { citedOf, prepareView } from './view.js';

const ofView = (paint) => async (model, state) => {
  const view = await prepareView(model, state);
  return { painted: await paint(view, model), cited: citedOf(view) };
};

const PAINTED = {
  timeline: ofView(async (view, model) => paintTimeline(view, model)),
  map: ofView(async (view, model) => paintMap(view, model, columnsOf(model))),
  regions: ofView(async (view, model) => paintRegions(view, model)),
  compare: async (model, state) => {
    const view = await prepareComparison(model, state);
    return { painted: paintLines(paintable(view, model)), cited: { day: view.day, version: view.version, line: view.judgement } };
  },
  transitions: ofView(async (view, model) => {
    const answer = await prepareMatrix(view);
    return paintMatrix(answer, saidOf(answer, view.area), view.area, model);
  }),
  grades: async (model, state) => {
    const authority = await get(`/v1/authorities/${encodeURIComponent(state.authority)}`);
    return { painted: paintLanes(authority, model), cited: { day: model.today, version: authority.version } };
  },
};

async function show() {
  const view = new URLSearchParams(location.search).get('view') ?? '';
  const state = parse(location.search);
  if (!Object.hasOwn(PAINTED, view)) throw new Error(`There is no view “${view}”; use one of ${Object.keys(PAINTED).join(', ')}.`);
  know(state.knownAt);
  const model = createModel();
  await Promise.all([loadWords(model), loadReference(model)]);
  if (!model.areas.some((area) => area.area === state.area)) throw new Error(`There is no area “${state.area}”.`);
  const { painted, cited } = await PAINTED[view](model, state);
  document.title = painted.title;
  replace($('embed'), el('h1', { class: 'hidden' }, painted.title), picture(painted, { ...cited, state }, model.today),
    el('p', {}, el('a', { href: linkTo(state), target: '_blank', rel: 'noopener' }, 'The numbers and reports at Regional Ratings')));
}

show().catch((problem) => replace($('embed'), el('h1', { class: 'hidden' }, 'Regional Ratings'), el('p', { role: 'alert' }, `This picture can’t be shown: ${problem.message}`)))
  .finally(() => (document.documentElement.dataset.ready = 'true'));
