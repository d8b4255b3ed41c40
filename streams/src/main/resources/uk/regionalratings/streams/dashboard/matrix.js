// From grade to grade: how many authorities went from each grade to each, and which. The picture of /v1/areas/{area}/transitions.

import { csvLink, fileUrl } from './download.js';
import { $, el, replace, stateLink } from './dom.js';
import { gradeChip } from './parts.js';
import { paintMatrix } from './painters.js';
import { shareMenu } from './share.js';
import { judgementOf, pathOf, prepareMatrix, questionOf, saidOf } from './transitions.js';
import { citedOf } from './view.js';
import { gradeLabel, isDate, judgementLabel, plural, shortDate } from './words.js';

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
  replace($('matrix-tools'), el('label', {}, el('span', { class: 'hidden' }, 'Between which days or inspections'), between), day, file,
    shareMenu({ view: 'transitions', about: 'the transitions', store, model, paint: () => paintMatrix(answer, saidOf(answer, view.area), view.area, model), cited: () => citedOf(view) }));
  replace($('matrix'), said, grid, who);

  async function draw(next) {
    view = next;
    const mine = ++turn;
    const { moves } = view.state;
    between.value = isDate(moves) ? 'days' : moves || 'last_two';
    day.hidden = !isDate(moves);
    day.max = view.day;
    day.value = moves;
    file.href = fileUrl(pathOf(view), questionOf(view));
    $('matrix-heading').textContent = `From grade to grade, ${judgementLabel(model.words, judgementOf(view)).toLowerCase()}`;
    try {
      const got = await prepareMatrix(view);
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
    replace(said, saidOf(answer, view.area));
    if (answer.compared === 0) {
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

  return { draw };
}
