// Authorities that fell in any judgement in the two years up to the day: always shows the number, and the names on request.

import { get } from './api.js';
import { $, el, replace, settled, stateLink } from './dom.js';
import { gradeLabel, inSentence, listed, longDate, plural, shortDate, shortJudgement } from './words.js';

const MOST_CHANGES = 1_000;
const YEARS = 2;

/** The same day some years earlier; 1 March for 29 February. */
function before(day) {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(Date.UTC(year - YEARS, month - 1, date)).toISOString().slice(0, 10);
}

export function createFell(store, model) {
  let view;
  let turn = 0;
  const summary = el('summary', {});
  const who = el('div', {});
  const fell = el('details', { class: 'fell' }, summary, who);
  fell.addEventListener('toggle', () => fell.open && list());
  fell.hidden = true;
  replace($('fell'), fell);

  const question = (limit) => get('/v1/changes', {
    judgement: 'all', direction: 'DECLINED', area: view.state.area, from: before(view.day), to: view.day, limit,
  });

  async function count() {
    const mine = ++turn;
    try {
      const { authorities } = await question(1);
      if (mine !== turn) return;
      replace(summary, `${plural(authorities, 'authority', 'authorities')} in ${inSentence(view.area.name)} fell in at least one judgement in the two years to ${longDate(view.day)}`);
      fell.hidden = false;
      if (fell.open) list();
    } catch {
      if (mine === turn) fell.hidden = true;
    }
  }

  async function list() {
    const mine = turn;
    const { inspections } = await question(MOST_CHANGES);
    if (mine !== turn) return;
    replace(who, el('ul', {}, inspections.map((one) => el('li', {},
      stateLink(store, { authority: one.authorityId }, {}, one.authority),
      `, ${shortDate(one.publishedOn)}: ${listed(one.judgements.map((id) => shortJudgement(model.words, id))).join('')}; the lowest is ${gradeLabel(model.words, one.lowest)}`))));
  }

  const countLate = settled(count, 150);

  return {
    draw(next, replaying) {
      view = next;
      if (replaying) countLate();
      else count();
    },
  };
}
