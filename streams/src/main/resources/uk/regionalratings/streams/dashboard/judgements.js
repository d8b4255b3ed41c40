// The judgements as cards: first those that inspections make today, then those that it no longer makes.

import { get } from './api.js';
import { stackedBar } from './bar.js';
import { $, el, replace } from './dom.js';
import { ENDED, inSentence, TOGETHER } from './words.js';

export function createJudgements(store, model) {
  const cards = new Map();
  let turn = 0;

  function card(judgement) {
    const input = el('input', { type: 'radio', name: 'judgement', value: judgement.id });
    input.addEventListener('change', () => store.set({ judgement: judgement.id }));
    const figure = el('span', { class: 'figure' }, ' ');
    const bar = el('span', { class: 'holder' });
    cards.set(judgement.id, { input, figure, bar });
    return el('label', { class: 'judgement' }, input,
      el('span', { class: 'name' }, judgement.label),
      judgement.note || (ENDED[judgement.id] && !judgement.current) ? el('span', { class: 'ended' }, judgement.note ?? ENDED[judgement.id]) : null,
      bar, figure);
  }

  function group(title, judgements, className) {
    return el('fieldset', { class: className }, el('legend', {}, title), el('div', { class: 'cards' }, judgements.map(card)));
  }

  const judgements = model.words.judgements;
  replace($('judgements'),
    group('Together', TOGETHER, 'together'),
    group('Made by today’s inspections', judgements.filter((one) => one.current), 'current'),
    group('No longer made', judgements.filter((one) => !one.current), 'ended-group'));

  function show(judgement, ratings) {
    const { bar, figure } = cards.get(judgement.id);
    const parts = model.words.grades.map((grade) => ({ id: grade.id, count: ratings.counts[grade.id] ?? 0 }));
    parts.push({ id: 'not_rated', count: ratings.notRated + ratings.unsettled });
    replace(bar, stackedBar(parts));
    const best = model.words.grades[0];
    const rated = ratings.authorities - ratings.notRated - ratings.unsettled;
    replace(figure, ratings.authorities === 0 ? 'no authority' : rated === 0 ? 'none rated'
      : [el('b', {}, String(ratings.counts[best.id] ?? 0)), ` of ${ratings.authorities}`]);
  }

  async function draw(view) {
    const mine = ++turn;
    cards.get(view.judgement).input.checked = true;
    $('judgement-area').textContent = `and how many authorities in ${inSentence(view.area.name)} are ${model.words.grades[0].label}`;
    await Promise.all([...TOGETHER, ...judgements].map(async (judgement) => {
      try {
        const ratings = await get(`/v1/areas/${encodeURIComponent(view.state.area)}/ratings`,
          { judgement: judgement.id, framework: view.state.framework, asOf: view.state.asOf });
        if (mine === turn) show(judgement, ratings);
      } catch {
        if (mine === turn) replace(cards.get(judgement.id).figure, 'no answer');
      }
    }));
  }

  return { draw };
}
