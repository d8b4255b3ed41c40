// Up to six areas, groups, authorities or their neighbours side by side, England as the yardstick: over time, and judgement by judgement on a day.

import { csv } from './api.js';
import { datesOf, ENGLAND, linesOf, MEASURES, namesOf, paintable, prepareComparison } from './comparison.js';
import { saveButton } from './download.js';
import { $, el, replace, stateLink } from './dom.js';
import { createLines, sampleOf } from './lines.js';
import { gradeChip } from './parts.js';
import { createPicker } from './picker.js';
import { plain } from './find.js';
import { paintLines } from './painters.js';
import { asText, MOST_PLACES, ofArea, ofAuthority, ofNeighbours, ofType } from './places.js';
import { shareMenu } from './share.js';
import { endOf } from './view.js';
import { share, tally } from './tally.js';
import { capital, FAMILIES, inSentence, isDate, judgementLabel, listed, longDate, percent, shortDate, shortJudgement } from './words.js';

export function createCompare(store, model, finder) {
  let view;
  const [best, good] = model.words.grades.map((grade) => grade.id);
  const readout = el('p', { class: 'readout' });
  const plot = el('div', { class: 'plot lines-plot', 'aria-hidden': 'true' });
  const places = el('ul', { class: 'places', 'aria-label': 'What is compared' });
  const years = el('details', { class: 'as-table' }, el('summary', {}, 'Show as a table'));
  const numbers = el('div', {});
  const title = el('h1', { tabindex: '-1', id: 'compare-heading' });
  const scope = el('p', { class: 'scope', id: 'compare-scope' });
  const full = el('p', { class: 'fine' });
  const judgement = el('select', { id: 'compare-judgement', onchange: () => store.set({ line: judgement.value }) },
    model.words.judgements.map((one) => el('option', { value: one.id }, one.label)));
  const measure = el('select', { id: 'measure', onchange: () => store.set({ measure: measure.value }) },
    Object.entries(MEASURES).map(([id, label]) => el('option', { value: id }, label)));
  const framework = el('select', { id: 'compare-framework', onchange: () => store.set({ framework: framework.value }) },
    FAMILIES.map((one) => el('option', { value: one.id }, one.label)));
  const day = el('input', { type: 'date', id: 'compare-day', min: '2014-01-01' });
  day.addEventListener('change', () => isDate(day.value) && day.value <= model.today && store.set({ asOf: day.value === model.today ? '' : day.value }));
  const adder = createPicker({
    id: 'compare-add',
    label: 'Add an area or an authority',
    placeholder: 'The North, Sunderland, counties…',
    find: suggestions,
    none: (text) => `Nothing is called “${text}”.`,
  });
  const field = (label, node) => el('div', { class: 'field' }, el('label', { for: node.id }, label), node);

  replace($('compare'),
    el('p', { class: 'back' }, stateLink(store, { compare: '' }, {}, '← All authorities')),
    el('div', { class: 'page-head' }, el('div', {}, title, scope)),
    el('section', { class: 'card', 'aria-label': 'What is compared, and by what' }, places,
      el('div', { class: 'filters' }, el('div', { class: 'field grow' }, el('label', { for: 'compare-add' }, 'Add'), adder.node, full),
        field('Judgement', judgement), field('Share of', measure), field('Framework', framework), field('As of', day))),
    el('div', { class: 'columns' },
      el('section', { class: 'card span-12', 'aria-labelledby': 'compare-lines' },
        el('div', { class: 'card-head' }, el('h2', { id: 'compare-lines' }, 'Over time'), el('div', { class: 'tools', id: 'compare-tools' },
          saveButton('Download the compared timelines as CSV', async () => ({ blob: await download(), name: `compare-${view.judgement}-${view.day}.csv` })),
          shareMenu({ view: 'compare', about: 'the comparison', store, model, paint: () => paintLines(paintable(view, model)),
            cited: () => ({ day: view.day, version: view.version, line: view.judgement }) }))),
        readout, plot, years),
      el('section', { class: 'card span-12', 'aria-labelledby': 'compare-table' }, el('h2', { id: 'compare-table' }, 'By judgement'), numbers)));
  years.addEventListener('toggle', () => years.open && fillYears());
  const lines = createLines(plot, readout);

  function suggestions(text) {
    const wanted = plain(text);
    const areas = [...model.areas.filter((area) => area.area !== ENGLAND).map(ofArea), ...model.words.types.map(ofType)]
      .filter((place) => plain(place.name).includes(wanted)).map((place) => ({ place, detail: place.id.startsWith('type:') ? 'type of council' : 'area' }));
    const found = finder.find(text);
    const authorities = found.map((one) => ({ place: ofAuthority(one), detail: 'authority' }));
    const near = found.slice(0, 2).filter((one) => !one.abolishedOn).map((one) => ({ place: ofNeighbours(one), detail: 'ten statistical neighbours' }));
    return [...areas.slice(0, 3), ...authorities.slice(0, 4), ...near].map(({ place, detail }) => ({
      name: capital(place.name),
      detail,
      pick: () => {
        change([...view.places.filter((known) => known.id !== place.id), place].slice(0, MOST_PLACES));
        adder.input.focus();
      },
    }));
  }

  const change = (chosen) => store.set({ compare: asText(chosen) || ENGLAND });

  async function prepare(state) {
    const next = await prepareComparison(model, state);
    return () => draw(next);
  }

  /** "18% of 51"; of one authority its grade. */
  function cell(at, id) {
    const rows = view.rowsOf(at, id);
    if (view.all[at].authority) return el('td', {}, rows.length === 0 ? 'did not exist' : gradeChip(model.words, rows[0].grade, { short: true }));
    const sum = tally(rows, model.words);
    const part = view.state.measure === 'upper' ? share(sum, best, good) : share(sum, best);
    return el('td', { class: 'share' }, sum.rated === 0 ? 'none rated' : [el('b', {}, percent(part)), el('span', { class: 'muted' }, ` of ${sum.rated}`)]);
  }

  function drawTable() {
    const table = el('table', { class: 'compared' },
      el('caption', {}, `Share of ${MEASURES[view.state.measure]} among the authorities with a grade, ${longDate(view.day)}; of one authority, its grade`),
      el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Area'), view.shown.map((id) => el('th', { scope: 'col', class: id === view.judgement ? 'chosen' : '' }, judgementLabel(model.words, id))))),
      el('tbody', {}, view.all.map((place, at) => el('tr', { class: place.id === ENGLAND ? 'yardstick' : '' },
        el('th', { scope: 'row' }, sampleOf(at === view.places.length ? -1 : at), linkTo(place)), view.shown.map((id) => cell(at, id))))));
    const neighbours = view.places.some((place) => place.neighboursOf);
    replace(numbers, el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Table of the compared areas' }, table),
      neighbours && el('p', { class: 'fine' }, 'Statistical neighbours are those of today, whatever the day.'));
  }

  function linkTo(place) {
    if (place.authority) return stateLink(store, { compare: '', authority: place.authority.authorityId }, {}, place.name);
    return model.areas.some((area) => area.area === place.id) ? stateLink(store, { compare: '', area: place.id, region: '' }, {}, place.name) : capital(place.name);
  }

  function fillYears() {
    const drawn = linesOf(view, model);
    const dates = datesOf(view);
    const ends = dates.map((date, at) => ({ date, at })).filter(({ date, at }) => at === dates.length - 1 || date.slice(5, 7) === '12');
    replace(years, years.firstElementChild, el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Shares at the end of each year' },
      el('table', {}, el('caption', {}, `${MEASURES[view.state.measure]}, ${judgementLabel(model.words, view.judgement).toLowerCase()}, at the end of each year`),
        el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Date'), drawn.map((line) => el('th', { scope: 'col', class: 'n' }, capital(line.name))))),
        el('tbody', {}, ends.map(({ date, at }) => el('tr', {}, el('th', { scope: 'row' }, shortDate(date)),
          drawn.map((line) => el('td', { class: 'n' }, line.values[at] === null ? '–' : percent(line.values[at])))))))));
  }

  function drawPlaces() {
    replace(places, view.places.map((place, at) => el('li', {}, sampleOf(at), el('span', {}, capital(place.name)),
      el('button', { type: 'button', class: 'remove', 'aria-label': `Remove ${place.name}`, onclick: () => {
        change(view.places.filter((one) => one.id !== place.id));
        adder.input.focus();
      } }, '×'))), el('li', { class: 'fixed' }, sampleOf(-1), 'England'));
    const room = MOST_PLACES - view.places.length;
    adder.input.disabled = room === 0;
    full.textContent = room === 0 ? `${MOST_PLACES} are the most; remove one to add another.` : '';
  }

  function drawHead() {
    replace(title, namesOf(view));
    const last = view.yardstick.points.filter((point) => point.date <= view.day).length - 1;
    const past = Boolean(view.state.asOf);
    const told = linesOf(view, model).filter((line) => line.values[last] !== null && line.values[last] !== undefined && !view.places[line.at]?.authority)
      .map((line) => `${inSentence(line.name)} ${percent(shareOn(line.at))}`);
    replace(scope, view.places.length === 0 ? 'Add up to six areas, types of council, authorities or the statistical neighbours of one. England is the yardstick.'
      : [`Share of ${MEASURES[view.state.measure]} for ${shortJudgement(model.words, view.judgement)} ${past ? `on ${longDate(view.day)}` : 'today'}: `, listed(told).join(''), '.']);
    document.title = `${title.textContent} compared · Regional Ratings`;
  }

  function shareOn(at) {
    const sum = tally(view.rowsOf(at < 0 ? view.all.length - 1 : at, view.judgement), model.words);
    return view.state.measure === 'upper' ? share(sum, best, good) : share(sum, best);
  }

  function draw(next) {
    view = next;
    judgement.value = view.judgement;
    measure.value = view.state.measure;
    framework.value = view.state.framework;
    day.max = model.today;
    day.value = view.day;
    drawPlaces();
    drawHead();
    $('compare-lines').textContent = `Share of ${MEASURES[view.state.measure]} over time, ${judgementLabel(model.words, view.judgement).toLowerCase()}`;
    lines.draw({ dates: datesOf(view), lines: linesOf(view, model) });
    drawTable();
    if (years.open) fillYears();
  }

  /** The API's timeline of each area, under one header. */
  async function download() {
    const parts = await Promise.all(view.all.map((place) => csv(`/v1/areas/${encodeURIComponent(place.area)}/timeline`,
      { judgement: view.judgement, framework: view.state.framework, from: view.yardstick.from, to: endOf(view.state) })));
    const texts = await Promise.all(parts.map((part) => part.text()));
    return new Blob(texts.map((text, at) => (at ? text.slice(text.indexOf('\n') + 1) : text)), { type: 'text/csv' });
  }

  return {
    prepare,
    repaint: () => lines.repaint(),
  };
}
