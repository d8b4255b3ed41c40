// Where an authority stands beside its region, its statistical neighbours and England, judgement by judgement, today and on an earlier day.

import { get } from './api.js';
import { stackedBar } from './bar.js';
import { el, replace, stateLink } from './dom.js';
import { saveButton } from './download.js';
import { gradeChip } from './parts.js';
import { shareMenu } from './share.js';
import { rowsBy, segments, tally } from './tally.js';
import { inSentence, isDate, judgementLabel, NOT_RATED, plural, shortDate } from './words.js';

const YEARS_BACK = 5;
const OVERALL = 'overall_effectiveness';

/** The same day some years earlier; 1 March for 29 February. */
function yearsBefore(day) {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(Date.UTC(year - YEARS_BACK, month - 1, date)).toISOString().slice(0, 10);
}

/** All authorities of England on a day, and a look-up of their rows by judgement. */
async function dayOf(day) {
  const [profile, overall] = await Promise.all(['profile', OVERALL].map((judgement) =>
    get('/v1/areas/england/authorities', { judgement, asOf: day })));
  return { judgements: [...profile.judgements, OVERALL], rows: (id) => (id === OVERALL ? overall.authorities : rowsBy(profile.authorities, id)) };
}

export function beside(store, model, authority, state, cited) {
  const then = isDate(state.then) && state.then <= model.today ? state.then : yearsBefore(model.today);
  const field = el('input', { type: 'date', id: 'then', min: '2014-01-01', max: model.today, value: then });
  field.addEventListener('change', () => isDate(field.value) && field.value <= model.today && store.set({ then: field.value }, { passing: true }));
  const place = el('div', {}, el('p', { class: 'fine' }, 'Loading…'));
  let lines;
  const file = saveButton('Download this comparison as CSV', async () => ({ blob: csvOf(await lines), name: `beside-${authority.slug}-${then}-${cited().day}.csv` }));
  const region = model.areas.find((area) => area.area === authority.region);
  const compared = [authority.slug, authority.region, ...(hasNeighbours(model, authority) ? [`neighbours:${authority.slug}`] : [])].join(';');
  lines = fill(place, store, model, authority, region, then, cited);
  lines.catch((problem) => replace(place, el('p', { class: 'fine' }, `The comparison is not available: ${problem.message}`)));
  return el('section', { class: 'card span-12', id: 'beside', 'aria-labelledby': 'beside-heading' },
    el('div', { class: 'card-head' }, el('h2', { id: 'beside-heading' }, `Beside its region, ${hasNeighbours(model, authority) ? 'its neighbours ' : ''}and England`),
      el('div', { class: 'tools' }, el('label', { class: 'inline', for: 'then' }, 'Then', field),
        stateLink(store, { authority: '', compare: compared }, { class: 'quiet' }, 'Compare over time'), file, shareMenu({
          about: 'the comparison with others', store, model,
          cited: () => ({ ...cited(), title: `${authority.name} beside its region, ${hasNeighbours(model, authority) ? 'its neighbours ' : ''}and England, on ${shortDate(then)} and now` }) }))),
    place);
}

/** An authority that was abolished or is newer than the lookup has no statistical neighbours. */
export function hasNeighbours(model, authority) {
  return model.words.withNeighbours.includes(authority.authorityId);
}

const CSV_COLUMNS = ['judgement', 'day', 'grade', 'beside', 'better', 'same', 'worse', 'outstanding', 'good', 'requiresImprovement', 'inadequate'];

/** The table as a file: a line for each judgement, day and group. The mark is for Excel. */
function csvOf(lines) {
  const cell = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const text = [CSV_COLUMNS, ...lines].map((line) => `${line.map((value) => cell(String(value ?? ''))).join(',')}\r\n`).join('');
  return new Blob([`\ufeff${text}`], { type: 'text/csv' });
}

/** Fills the place with the table, and returns the lines of its file. */
async function fill(place, store, model, authority, region, then, cited) {
  const [now, past, near] = await Promise.all([dayOf(cited().day), dayOf(then),
    hasNeighbours(model, authority)
      ? get(`/v1/areas/neighbours:${encodeURIComponent(authority.slug)}/authorities`).then((answer) => answer.authorities, () => []) : []]);
  const neighbours = new Set(near.map((row) => row.authorityId));
  const groups = [
    { name: region?.name ?? authority.region, has: (row) => row.region === authority.region && row.authorityId !== authority.authorityId },
    ...(hasNeighbours(model, authority) ? [{ name: 'Its ten neighbours', has: (row) => neighbours.has(row.authorityId) }] : []),
    { name: 'England', has: (row) => row.authorityId !== authority.authorityId },
  ];
  const order = (grade) => model.words.grades.findIndex((one) => one.id === grade);
  const made = now.judgements.filter((id) => [now, past].some((day) => own(day, id)?.grade));

  function own(day, id) {
    return day.rows(id).find((row) => row.authorityId === authority.authorityId);
  }

  function standing(day, id, group) {
    const mine = own(day, id);
    const others = day.rows(id).filter(group.has);
    const rated = others.filter((row) => row.grade);
    const parts = segments(tally(rated, model.words), model.words).filter((part) => part.id !== NOT_RATED);
    if (rated.length === 0) return el('td', { class: 'muted', data: { label: group.name } }, 'none rated');
    const count = (fits) => rated.filter((row) => fits(order(row.grade) - order(mine.grade))).length;
    return el('td', { data: { label: group.name } }, stackedBar(parts), el('span', { class: 'fine' }, mine?.grade
      ? `${count((by) => by < 0)} better, ${count((by) => by === 0)} the same, ${count((by) => by > 0)} worse` : `${rated.length} rated`));
  }

  function line(id, day, date, group) {
    const mine = own(day, id)?.grade;
    const rated = day.rows(id).filter(group.has).filter((row) => row.grade);
    const count = (fits) => (mine ? rated.filter((row) => fits(order(row.grade) - order(mine))).length : '');
    return [id, date, mine, group.name, count((by) => by < 0), count((by) => by === 0), count((by) => by > 0),
      ...model.words.grades.map((grade) => rated.filter((row) => row.grade === grade.id).length)];
  }

  function row(id, day, label, first) {
    return el('tr', { class: first ? 'first' : '' },
      first && el('th', { scope: 'rowgroup', rowspan: '2' }, judgementLabel(model.words, id)),
      el('td', { class: 'when' }, label),
      el('td', {}, gradeChip(model.words, own(day, id)?.grade)),
      groups.map((group) => standing(day, id, group)));
  }

  replace(place, made.length === 0 ? el('p', { class: 'empty' }, 'No grade to compare on either day.')
    : el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Table of the comparison' }, el('table', { class: 'beside' },
      el('caption', { class: 'hidden' }, `${authority.name} beside ${groups.map((group) => inSentence(group.name)).join(', ')}, on ${shortDate(then)} and today`),
      el('thead', {}, el('tr', {}, ['Judgement', 'When', authority.name, ...groups.map((group) => group.name)].map((name) => el('th', { scope: 'col' }, name)))),
      made.map((id) => el('tbody', {}, row(id, past, shortDate(then), true), row(id, now, 'Today', false))))),
  el('p', { class: 'fine' }, `Bars show the grades of the others.${near.length ? ` Neighbours: ${plural(near.length, 'authority', 'authorities')}, those of today on either day.` : ''}`));
  return made.flatMap((id) => [[past, then], [now, cited().day]].flatMap(([day, date]) => groups.map((group) => line(id, day, date, group))));
}
