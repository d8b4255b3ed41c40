// On a page of an earlier version of the data: when that was, and whether the page would be the same today, and why not.

import { get, shownQuestions, url } from './api.js';
import { $, el, replace, settled, stateLink } from './dom.js';
import { momentOf } from './words.js';

const MOST_REASONS = 6;
/** What an answer is cited by differs between two versions that say the same. */
const CITED_BY = new Set(['version', 'permalink', 'attribution']);

const content = (answer) => JSON.stringify(answer, (name, value) => (CITED_BY.has(name) ? undefined : value));

/** Whether any answer that the page shows would be another one now. */
async function differs() {
  const pairs = await Promise.all(shownQuestions().map(({ path, parameters }) =>
    Promise.all([get(path, parameters), get(path, { ...parameters, knownAt: '' })])));
  return pairs.some(([then, now]) => content(then) !== content(now));
}

/** What happened since, that which the page is about first. */
function reasons(news, model, state) {
  const concerns = (one) => {
    if (state.authority) return [one.authorityId, one.authority].includes(state.authority);
    return model.authorities.find((known) => known.authorityId === one.authorityId)?.areas.includes(state.area);
  };
  const all = [...news.grades, ...news.inspections, ...news.authorities];
  return [...all.filter(concerns), ...all.filter((one) => !concerns(one))];
}

export function createCited(store, model) {
  const said = el('span', { id: 'cited-said' });
  const why = el('div', {});
  let turn = 0;
  let begun = '';

  /** Once for each state of the page: while it is checked again, it says what it said before. */
  function begin(state) {
    const asked = JSON.stringify(state);
    if (asked === begun) return;
    begun = asked;
    replace($('cited'), el('div', { class: 'wrap' },
      el('p', {}, el('b', {}, `As known on ${momentOf(state.knownAt)}. `), said, ' ', stateLink(store, { knownAt: '' }, {}, 'Show what is known now')), why,
      el('p', { class: 'fine' }, 'Changes of rating are told as they are known now.')));
    replace(said, 'This page stays as it was then.');
    replace(why);
  }

  async function check() {
    const state = store.get();
    const mine = ++turn;
    $('cited').hidden = !state.knownAt;
    if (!state.knownAt) {
      begun = '';
      return;
    }
    begin(state);
    try {
      const [other, news] = await Promise.all([differs(), get('/v1/versions', { since: state.knownAt })]);
      if (mine !== turn) return;
      replace(said, other ? 'It would be different today.' : 'It would be the same today.');
      if (other) explain(news, state);
      else replace(why);
    } catch (problem) {
      if (mine === turn) replace(said, `Whether it would be the same today is not known: ${problem.message}`);
    }
  }

  function explain(news, state) {
    const all = reasons(news, model, state);
    replace(why, all.length === 0 ? el('p', {}, 'Nothing has come since: what differs depends on today’s date.') : [
      el('p', {}, `Since then: ${news.summary}`),
      el('ul', {}, all.slice(0, MOST_REASONS).map((one) => el('li', {}, one.words))),
      el('p', {}, el('a', { href: url('/v1/versions', { since: state.knownAt }) }, 'All that has changed since'))]);
  }

  return { check: settled(check, 300) };
}
