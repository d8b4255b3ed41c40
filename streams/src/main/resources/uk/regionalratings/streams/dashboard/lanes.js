// One lane for each judgement, coloured by the standing grade. The list of inspections has the same in words.

import { el } from './dom.js';
import { gradeLabel, judgementLabel, LETTERS, seconds, shortDate } from './words.js';

export function lanes(model, authority) {
  const inspections = authority.inspections;
  if (inspections.length === 0) return el('p', { class: 'empty' }, 'No graded inspection has been published yet.');
  const from = seconds(`${inspections[0].publishedOn.slice(0, 4)}-01-01`);
  const end = authority.abolishedOn ?? model.today;
  const to = seconds(end);
  const place = (iso) => ((seconds(iso) - from) / (to - from)) * 100;
  const made = model.words.judgements.filter((judgement) => inspections.some((one) => one.grades[judgement.id]));

  const lane = (judgement) => {
    const own = inspections.filter((one) => one.grades[judgement.id]);
    const parts = own.map((one, at) => {
      const start = place(one.publishedOn);
      const stop = at + 1 < own.length ? place(own[at + 1].publishedOn) : 100;
      const grade = one.grades[judgement.id];
      const last = at === own.length - 1;
      const superseded = last && authority.ratings[judgement.id]?.superseded;
      return el('span', {
        class: `segment fill ${grade.toLowerCase()}${superseded ? ' fading' : ''}`,
        title: `${gradeLabel(model.words, grade)}, published ${shortDate(one.publishedOn)}${superseded ? ', now superseded' : ''}`,
        style: { left: `${start}%`, width: `${Math.max(0.4, stop - start)}%` },
      }, stop - start > 6 ? LETTERS[grade] ?? '?' : '');
    });
    return [el('span', { class: 'lane-name' }, judgementLabel(model.words, judgement.id)), el('span', { class: 'lane' }, parts)];
  };

  const first = new Date(from * 1000).getUTCFullYear();
  const last = Number(end.slice(0, 4));
  const every = last - first > 8 ? 2 : 1;
  const ticks = [];
  for (let year = first; year <= last; year += every) {
    const at = place(`${year}-01-01`);
    if (at <= 97) ticks.push(el('span', { style: { left: `${at}%` } }, String(year)));
  }
  const fading = Object.values(authority.ratings).some((rating) => rating.superseded);
  return [el('div', { class: 'lanes', role: 'img', 'aria-label': `Grades of ${authority.name} over time; the list of inspections holds the same in words` },
    made.flatMap(lane), el('span', {}), el('span', { class: 'ticks' }, ticks)),
  fading && el('p', { class: 'fine' }, 'Hatched: superseded. The grade stands, but a later inspection did not make this judgement.')];
}
