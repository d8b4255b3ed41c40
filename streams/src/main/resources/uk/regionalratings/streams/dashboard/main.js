// Wires the page: state from the address, data from the API, views into their places.

import { forget, know, notices } from './api.js';
import { showAuthority } from './authority.js';
import { $, el, replace, settled } from './dom.js';
import { DIRECTIONS } from './changes.js';
import { createCited } from './cited.js';
import { createCompare } from './compare.js';
import { MEASURES } from './comparison.js';
import { emptyPage, missing } from './empty.js';
import { createFeed } from './feed.js';
import { createFinder } from './find.js';
import { createOverview } from './overview.js';
import { problemOfPlaces } from './places.js';
import { createModel, loadReference, loadWords } from './reference.js';
import { createSearch } from './search.js';
import { createStore, DEFAULTS } from './state.js';
import { isDate, longDate, TOGETHER } from './words.js';

/** How often a page without data asks again. */
const EMPTY_MILLIS = 3_000;

const model = createModel();
let overview;
let feed;
let compare;
let search;
let turn = 0;

const finder = createFinder(model);
const store = createStore((state, before) => (state.knownAt === before.knownAt ? render(state, before) : goTo()));
const cited = createCited(store, model);

function problems(state) {
  const known = (list, id) => list.some((one) => (one.id ?? one.area) === id);
  if (!known(model.areas, state.area)) return `There is no area “${state.area}”. The areas are ${model.areas.map((one) => one.area).join(', ')}.`;
  if (state.judgement && !known([...model.words.judgements, ...TOGETHER], state.judgement)) return `There is no judgement “${state.judgement}”.`;
  if (!['any', 'ilacs', 'sif'].includes(state.framework)) return `There is no framework “${state.framework}”; use any, ilacs or sif.`;
  if (!['count', 'share'].includes(state.as)) return `The timeline is shown as count or share, not as “${state.as}”.`;
  if (state.direction && !Object.hasOwn(DIRECTIONS, state.direction)) return `There is no direction “${state.direction}”; use ${Object.keys(DIRECTIONS).join(', ')}.`;
  if (!Object.hasOwn(MEASURES, state.measure)) return `There is no share “${state.measure}”; use best or upper.`;
  if (!['', 'carry'].includes(state.lineage)) return `There is no lineage “${state.lineage}”; use carry, or leave it out.`;
  if (state.asOf && !isDate(state.asOf)) return `“${state.asOf}” is not a date; write it like 2021-08-20.`;
  if (state.asOf > model.today) return `${longDate(state.asOf)} is a day to come. Today is ${longDate(model.today)}: nobody knows which reports will have been published after it.`;
  return state.compare ? problemOfPlaces(model, state.compare) : null;
}

function show(part) {
  for (const id of ['overview', 'authority', 'compare', 'failure']) $(id).hidden = id !== part;
}

function fail(title, detail, again) {
  show('failure');
  replace($('failure'),
    el('h1', {}, title),
    el('p', {}, detail),
    el('p', { class: 'actions' },
      again && el('button', { type: 'button', class: 'primary', onclick: again }, 'Try again'),
      el('button', { type: 'button', class: again ? 'quiet' : 'primary', onclick: () => store.set({ ...DEFAULTS }) }, 'Start afresh')));
  document.title = `${title} · Regional Ratings`;
  ready();
}

async function render(state, before) {
  const mine = ++turn;
  if (!model.words) return;
  know(state.knownAt);
  if (missing(model)) {
    show('failure');
    replace($('failure'), emptyPage(model));
    document.title = 'Nothing ingested yet · Regional Ratings';
    setTimeout(reload, EMPTY_MILLIS); // No change tells of reference data.
    ready();
    return;
  }
  const wrong = problems(state);
  if (wrong) {
    fail('That link can’t be shown', wrong);
    return;
  }
  try {
    if (state.authority) {
      const prepared = await showAuthority(store, model, state);
      if (mine !== turn) return;
      replace($('authority'), prepared);
      show('authority');
      if (before && before.authority !== state.authority) {
        scrollTo(0, 0);
        $('authority').querySelector('h1').focus({ preventScroll: true });
      }
    } else if (state.compare) {
      const draw = await compare.prepare(state);
      if (mine !== turn) return;
      show('compare');
      draw();
      if (before && !before.compare) {
        scrollTo(0, 0);
        $('compare-heading').focus({ preventScroll: true });
      }
    } else {
      const draw = await overview.prepare(state);
      if (mine !== turn) return;
      show('overview');
      draw(before);
      feed.follow(state);
      if (before?.authority) overview.returnFrom(before.authority);
    }
    $('banner').hidden = true;
    cited.check();
    ready();
  } catch (problem) {
    if (mine !== turn) return;
    console.info('could not show the ratings:', problem.message);
    fail(problem.title ?? 'Something went wrong', problem.message, problem.status === 404 ? null : start);
  }
}

function ready() {
  if (document.documentElement.dataset.ready) return;
  document.documentElement.dataset.ready = 'true';
  performance.mark('ready');
}

/** Everything that determines the counts. If it is unchanged, the page is not redrawn, so that readers keep their place. */
const facts = () => JSON.stringify([model.today, model.areas, model.authorities]);

/**
 * There are new facts: any count may have changed, and the slider may have a new day. A change may arrive a moment before
 * the counts include it, so the page requests them twice; an unchanged answer costs almost nothing.
 */
function refresh() {
  refreshSoon();
  refreshAgain();
}

const refreshSoon = settled(reload, 150);
const refreshAgain = settled(reload, 1200);

async function reload() {
  if (!model.words) return;
  forget();
  const before = facts();
  try {
    await loadReference(model);
  } catch (problem) {
    console.info('could not refresh the ratings:', problem.message);
    return;
  }
  feed.again();
  cited.check();
  if (facts() !== before || missing(model)) render(store.get(), store.get());
}

/** Shows the page of another version of the data: areas, authorities and days are others, too. */
function goTo() {
  turn++;
  start();
}

async function start() {
  try {
    know(store.get().knownAt);
    await Promise.all([loadWords(model), loadReference(model)]);
  } catch (problem) {
    fail(problem.title ?? 'Something went wrong', problem.message, start);
    return;
  }
  if (!search) {
    $('compare-link').addEventListener('click', (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      const { area, authority } = store.get();
      store.set({ compare: authority || area, authority: '' });
    });
  }
  search ??= createSearch(store, model, finder);
  compare ??= createCompare(store, model, finder);
  overview ??= createOverview(store, model, finder);
  feed ??= createFeed(store, model, refresh);
  render(store.get());
}

notices.addEventListener('waiting', (event) => {
  $('banner').hidden = false;
  replace($('banner'), el('p', { class: 'wrap' },
    `The ratings are still being counted. Asking again every ${event.detail} seconds.`));
});
notices.addEventListener('answered', () => ($('banner').hidden = true));
let askingAgain = null;
notices.addEventListener('incomplete', (event) => {
  // Nothing else informs the page that answers are complete again.
  clearTimeout(askingAgain);
  if (event.detail) askingAgain = setTimeout(reload, 5000);
  $('incomplete').hidden = !event.detail;
  replace($('incomplete'), event.detail && el('p', { class: 'wrap' }, `These numbers may lack something: ${event.detail}. They are asked for again every 5 seconds.`));
});
document.addEventListener('themechange', () => {
  overview?.repaint();
  compare?.repaint();
});
window.addEventListener('beforeprint', () => overview?.print(true));
window.addEventListener('afterprint', () => overview?.print(false));
start();
