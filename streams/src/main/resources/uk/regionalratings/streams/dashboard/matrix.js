// From grade to grade: how many authorities went from each grade to each, and which. The picture of /v1/areas/{area}/transitions.

import { get } from './api.js';
import { csvLink, fileUrl } from './download.js';
import { $, el, replace, stateLink } from './dom.js';
import { gradeChip } from './parts.js';
import { gradeLabel, inSentence, isDate, judgementLabel, longDate, percent, plural, shortDate } from './words.js';

const CHOICES = { last_two: 'Since the inspection before', first_and_last: 'Since the first inspection', days: 'Since a day' };
const FIRST_DAY = '2018-01-01';

export function createMatrix(store, model) {
  let view;
  let answer;
  let turn = 0;
  const between = el('select', { id: 'moves', onchange: () => store.set({ moves: between.value === 'days' ? FIRST_DAY : between.value }) },
    Object.entries(CHOICES).map(([id, label]) => el('option', { value: id }, label)));
  const day = el('input', { type: 'date', id: 'moves-day', min: '2014-01-01', 'aria-label': 'Since this day' });
  day.addEventListener('change', () => isDate(day.value) && store.set({ moves: day.value }));
  const file = csvLink('Download these transitions as CSV');
  const said = el('p', { id: 'matrix-said' });
  const grid = el('div', {});
  const who = el('div', { class: 'who', role: 'status' });
  replace($('matrix-tools'), el('label', {}, el('span', { class: 'hidden' }, 'Between which days or inspections'), between), day, file);
  replace($('matrix'), said, grid, who);

  /** Of the profile the judgement of the line: a transition is of one judgement. */
  const judgementOf = (next) => (['profile', 'all'].includes(next.judgement) ? next.judgements.includes(next.lineJudgement) ? next.lineJudgement : next.judgements[0] : next.judgement);

  function question() {
    const { framework, asOf, moves } = view.state;
    const judgement = judgementOf(view);
    return isDate(moves) ? { judgement, framework, from: moves, to: asOf, between: 'days' } : { judgement, framework, asOf, between: moves || 'last_two' };
  }

  async function draw(next) {
    view = next;
    const mine = ++turn;
    const { moves } = view.state;
    between.value = isDate(moves) ? 'days' : moves || 'last_two';
    day.hidden = !isDate(moves);
    day.max = view.day;
    day.value = moves;
    const path = `/v1/areas/${encodeURIComponent(view.state.area)}/transitions`;
    file.href = fileUrl(path, question());
    $('matrix-heading').textContent = `From grade to grade, ${judgementLabel(model.words, judgementOf(view)).toLowerCase()}`;
    try {
      const got = await get(path, question());
      if (mine !== turn) return;
      answer = got;
      show();
    } catch (problem) {
      if (mine === turn) unavailable(problem);
    }
  }

  function unavailable(problem) {
    replace(said, `There is no answer to this: ${problem.message}`);
    replace(grid);
    replace(who);
  }

  function show() {
    replace(who);
    const { compared, improved, maintained, declined, shares } = answer;
    replace(said, compared === 0 ? `No authority in ${inSentence(view.area.name)} has a grade on either side.`
      : `Of ${plural(compared, 'authority', 'authorities')} in ${inSentence(view.area.name)} with a grade on either side, ${improved} improved (${percent(shares.improved)}), `
        + `${maintained} stayed (${percent(shares.maintained)}) and ${declined} declined (${percent(shares.declined)}), ${told()}.`);
    if (compared === 0) {
      replace(grid);
      return;
    }
    const grades = model.words.grades.map((grade) => grade.id);
    const most = Math.max(...answer.cells.filter((cell) => cell.from && cell.to).map((cell) => cell.number));
    replace(grid, el('table', { class: 'matrix' },
      el('caption', { class: 'hidden' }, 'Rows: the grade before. Columns: the grade after.'),
      el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'From, to'), grades.map((to) => el('th', { scope: 'col' }, gradeChip(model.words, to))))),
      el('tbody', {}, grades.map((from) => el('tr', {}, el('th', { scope: 'row' }, gradeChip(model.words, from)), grades.map((to) => el('td', {}, cell(from, to, most))))))));
  }

  function told() {
    return answer.between === 'days' ? `from ${longDate(answer.from)} to ${longDate(answer.to)}`
      : `between ${answer.between === 'last_two' ? 'their last two inspections' : 'their first and their last inspection'}`;
  }

  function cell(from, to, most) {
    const found = answer.cells.find((one) => one.from === from && one.to === to);
    const kind = !found ? 'none' : found.steps > 0 ? 'improved' : found.steps < 0 ? 'declined' : 'stayed';
    if (!found) return el('span', { class: 'cell none' }, '0');
    return el('button', {
      type: 'button',
      class: `cell ${kind} deep-${Math.ceil((found.number / most) * 4)}`,
      'aria-label': `${found.number}: from ${gradeLabel(model.words, from)} to ${gradeLabel(model.words, to)}; show who`,
      onclick: () => list(found),
    }, String(found.number));
  }

  function list(found) {
    replace(who, el('h3', {}, `From ${gradeLabel(model.words, found.from)} to ${gradeLabel(model.words, found.to)}: ${plural(found.number, 'authority', 'authorities')}`),
      el('ul', {}, found.authorities.map((one) => el('li', {}, stateLink(store, { authority: one.authorityId }, {}, one.name),
        one.toPublishedOn && el('span', { class: 'muted' }, ` ${shortDate(one.toPublishedOn)}`)))));
  }

  return { draw, answer: () => answer };
}
