// What changed lately, and what changes now: the latest changes by request, new ones by server-sent events.

import { get } from './api.js';
import { byInspection, DIRECTIONS, inspectionItem } from './changes.js';
import { csvLink, fileUrl } from './download.js';
import { $, el, replace, settled } from './dom.js';
import { createFollow } from './follow.js';
import { rowsOf } from './tally.js';
import { capital, inSentence, longDate } from './words.js';

const MOST_CHANGES = 60;
const MOST_INSPECTIONS = 12;
const RECONNECT_MILLIS = 15_000;

export function createFeed(store, model, refresh) {
  let changes = new Map();
  let followed;
  let source;
  let turn = 0;
  const streamed = new Map();
  const fresh = new Set();
  const list = el('ol', { class: 'feed', id: 'feed-list' });
  const said = el('p', { class: 'fine', id: 'feed-said' });
  const arrived = el('p', { class: 'hidden', role: 'status' });
  const follow = createFollow();
  const skip = el('button', { type: 'button', class: 'skip-here', onclick: () => $('map-heading').focus() }, 'Skip the changes');
  replace($('feed'), said, skip, el('div', { class: 'feed-scroll', tabindex: '0', role: 'region', 'aria-label': 'Changes by inspection' }, list), arrived);
  const file = csvLink('Download these changes as CSV');
  const direction = el('select', { id: 'direction', onchange: () => store.set({ direction: direction.value }) },
    el('option', { value: '' }, 'All'), Object.entries(DIRECTIONS).map(([id, label]) => el('option', { value: id }, capital(label))));
  replace($('feed-tools'), el('label', {}, el('span', { class: 'hidden' }, 'Direction'), direction), file, follow.node);

  const question = (state) => ({ area: state.area, to: state.asOf, direction: state.direction, limit: MOST_CHANGES });

  function live(mode, text) {
    $('live').dataset.live = mode;
    $('live-text').textContent = text;
  }

  function show() {
    const groups = byInspection([...changes.values()], model.words).slice(0, MOST_INSPECTIONS);
    replace(list, groups.map((group) => inspectionItem(group, model.words, store, { fresh: fresh.has(group[0].inspectionId) })));
    const area = model.areas.find((one) => one.area === followed.area);
    replace(said, groups.length === 0 ? `No ${followed.direction ? `change “${DIRECTIONS[followed.direction]}”` : 'change'} in ${inSentence(area.name)} yet.`
      : `In ${inSentence(area.name)}${followed.asOf ? `, up to ${longDate(followed.asOf)}` : ', all judgements, newest first'}${followed.direction ? `: ${DIRECTIONS[followed.direction]}` : ''}.`);
  }

  function unavailable(text) {
    changes = new Map();
    replace(list);
    replace(said, text);
  }

  const fetchLate = settled(load, 150);

  async function load() {
    const mine = ++turn;
    try {
      const answer = await get('/v1/changes', question(followed));
      if (mine !== turn) return;
      changes = new Map(answer.changes.map((change) => [change.id, change]));
      streamed.forEach(add);
      $('feed-tools').hidden = false;
      show();
    } catch (problem) {
      if (mine !== turn) return;
      $('feed-tools').hidden = true;
      unavailable(problem.status === 404 ? 'This server does not offer changes.' : `The changes are not available: ${problem.message}`);
    }
  }

  /**
   * Takes a change into what is shown if it belongs there. The newest version wins; a retracted change stays known so that
   * an older version can't bring it back.
   */
  function add(change) {
    const area = model.areas.find((one) => one.area === followed.area);
    const authority = model.authorities.filter((one) => one.authorityId === change.authorityId);
    const known = changes.get(change.id);
    if (followed.direction && change.direction !== followed.direction && !known) return false;
    if (rowsOf(authority, model.areas, area, change.publishedOn).length === 0 || (followed.asOf && change.publishedOn > followed.asOf)) return false;
    if (known && known.version > change.version) return false;
    changes.set(change.id, change);
    return true;
  }

  /** What is streamed is also remembered: an answer that was under way may be older. */
  function take(event) {
    const change = JSON.parse(event.data);
    refresh();
    streamed.set(change.id, change);
    if (streamed.size > MOST_CHANGES) streamed.delete(streamed.keys().next().value);
    fresh.add(change.inspectionId);
    if (!followed || !add(change)) return;
    if (!change.retracted) arrived.textContent = `New: ${change.authority}, published ${longDate(change.publishedOn)}.`;
    show();
  }

  /** The topic is not the one that was followed, or lacks what was seen of it: nothing that is remembered counts any more. */
  function beginAnew() {
    streamed.clear();
    fresh.clear();
    refresh();
  }

  async function listen() {
    try {
      await get('/v1/changes', { limit: 1 });
    } catch {
      live('off', 'Not live');
      return;
    }
    source?.close();
    const opened = new EventSource('/v1/changes/stream');
    source = opened;
    opened.addEventListener('open', () => {
      live('on', 'Live');
      refresh(); // What came between the first answers, or a lost connection, and now.
    });
    // Named or not: both are one change.
    for (const name of ['change', 'message']) opened.addEventListener(name, take);
    opened.addEventListener('anew', beginAnew);
    opened.addEventListener('error', () => {
      if (opened !== source) return;
      const closed = opened.readyState === EventSource.CLOSED;
      live('off', closed ? 'Not live' : 'Reconnecting');
      if (closed) setTimeout(listen, RECONNECT_MILLIS);
    });
  }

  function hush() {
    source?.close();
    source = undefined;
  }

  // A browser has only six connections for each host: a page that nobody sees, or that is kept for the way back, gives its own up.
  window.addEventListener('pagehide', hush);
  window.addEventListener('pageshow', (event) => event.persisted && listen());
  document.addEventListener('visibilitychange', () => (document.hidden ? hush() : listen()));
  listen();
  return {
    again: () => followed && fetchLate(),
    follow(state) {
      followed = state;
      direction.value = state.direction;
      file.href = fileUrl('/v1/changes', question(state));
      follow.show(model.areas.find((one) => one.area === state.area));
      fetchLate();
    },
  };
}
