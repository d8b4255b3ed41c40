// The authorities of the chosen area as a table that can be filtered and sorted.

import { csvButton } from './download.js';
import { $, el, replace, settled, stateLink } from './dom.js';
import { inspectionLink, gradeChip } from './parts.js';
import { FRAMEWORK_LABELS, inSentence, NOT_RATED, plural, shortDate, SUPERSEDED, UNRATED } from './words.js';

const FIRST_ROWS = 20;
const COLUMNS = [
  { id: 'name', label: 'Authority' },
  { id: 'region', label: 'Region' },
  { id: 'grade', label: 'Grade' },
  { id: 'publishedOn', label: 'Published' },
  { id: 'inspectedUnder', label: 'Framework' },
];

export function createList(store, model) {
  let view;
  let all = false;
  const find = el('input', { type: 'search', id: 'find', placeholder: 'Name or code', autocomplete: 'off' });
  const grade = el('select', { id: 'grade', onchange: () => store.set({ grade: grade.value }) },
    el('option', { value: '' }, 'All grades'),
    model.words.grades.map((one) => el('option', { value: one.id }, one.label)),
    el('option', { value: NOT_RATED }, 'Not rated'));
  const region = el('select', { id: 'region', onchange: () => store.set({ region: region.value }) });
  const count = el('p', { class: 'fine', role: 'status' });
  const body = el('tbody', {});
  const head = el('tr', {});
  const more = el('p', { class: 'more' });
  find.addEventListener('input', settled(() => store.set({ find: find.value.trim() }, { passing: true }), 150));
  replace($('list'),
    el('div', { class: 'filters' },
      el('div', { class: 'field grow' }, el('label', { for: 'find' }, 'Find'), find),
      el('div', { class: 'field' }, el('label', { for: 'grade' }, 'Grade'), grade),
      el('div', { class: 'field', id: 'region-field' }, el('label', { for: 'region' }, 'Region'), region)),
    count,
    el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Table of authorities' },
      el('table', { class: 'authorities' }, el('thead', {}, head), body)),
    more);
  replace($('list-tools'), csvButton('Download these authorities as CSV', () => {
    const { state } = view;
    return {
      path: `/v1/areas/${state.region || state.area}/authorities`,
      parameters: { grade: state.grade, judgement: state.judgement, framework: state.framework, asOf: state.asOf },
      name: `authorities-${state.region || state.area}-${state.judgement}-${view.day}.csv`,
    };
  }));

  const regionName = (id) => model.areas.find((area) => area.area === id)?.name ?? id;
  const order = (row) => model.words.grades.findIndex((one) => one.id === row.grade);

  function matches(row) {
    const { state } = view;
    const wanted = state.find.toLowerCase();
    return (!wanted || row.name.toLowerCase().includes(wanted) || row.authorityId === wanted)
      && (!state.grade || (row.grade ?? NOT_RATED) === state.grade)
      && (!state.region || row.region === state.region);
  }

  function compare(sort) {
    const key = sort.replace('-', '');
    const sign = sort.startsWith('-') ? -1 : 1;
    const by = {
      grade: (a, b) => (order(a) + 1 || 99) - (order(b) + 1 || 99),
      region: (a, b) => regionName(a.region).localeCompare(regionName(b.region)),
      publishedOn: (a, b) => (a.publishedOn ?? '').localeCompare(b.publishedOn ?? ''),
      inspectedUnder: (a, b) => (a.inspectedUnder ?? '').localeCompare(b.inspectedUnder ?? ''),
    }[key] ?? (() => 0);
    return (a, b) => sign * (by(a, b) || (key === 'name' ? a.name.localeCompare(b.name) : 0)) || a.name.localeCompare(b.name);
  }

  function showHead() {
    const { sort } = view.state;
    replace(head, COLUMNS.map(({ id, label }) => {
      const on = sort.replace('-', '') === id;
      const down = sort.startsWith('-');
      return el('th', { scope: 'col', 'aria-sort': on ? (down ? 'descending' : 'ascending') : null },
        el('button', { type: 'button', class: 'sort', data: { column: id }, onclick: () => sortBy(on && !down ? `-${id}` : id) }, label,
          el('span', { class: 'arrow', 'aria-hidden': 'true' }, on ? (down ? '↓' : '↑') : '')));
    }), el('th', { scope: 'col' }, 'Report'));
  }

  function sortBy(sort) {
    store.set({ sort });
    setTimeout(() => head.querySelector(`[data-column="${sort.replace('-', '')}"]`)?.focus());
  }

  function showRow(row) {
    return el('tr', { data: { authority: row.authorityId } },
      el('th', { scope: 'row' }, stateLink(store, { authority: row.authorityId }, {}, row.name)),
      el('td', { data: { label: 'Region' } }, regionName(row.region)),
      el('td', { data: { label: 'Grade' } }, gradeChip(model.words, row.grade),
        row.superseded && el('span', { class: 'flag', title: SUPERSEDED }, 'superseded')),
      el('td', { data: { label: 'Published' }, class: 'date' }, row.publishedOn ? shortDate(row.publishedOn) : '–'),
      el('td', { data: { label: 'Framework' } }, FRAMEWORK_LABELS[row.inspectedUnder] ?? row.inspectedUnder ?? '–'),
      el('td', { data: { label: 'Report' } }, inspectionLink(row.reportUrl, `${row.name}, ${row.publishedOn ? shortDate(row.publishedOn) : ''}`)));
  }

  function showCount(rows) {
    const superseded = rows.filter((row) => row.superseded).length;
    const unrated = rows.filter((row) => !row.grade).length;
    replace(count, `${rows.length} of ${plural(view.rows.length, 'authority', 'authorities')} in ${inSentence(view.area.name)}. `,
      superseded > 0 && `${superseded} superseded: a later inspection did not make this judgement. `,
      unrated > 0 && `${unrated} not rated. ${UNRATED.replace('Not rated: n', 'N')} `,
      view.state.find && 'The CSV holds the list without the text filter.');
  }

  function draw(next) {
    view = next;
    const { state } = view;
    if (document.activeElement !== find) find.value = state.find;
    grade.value = state.grade;
    replace(region, el('option', { value: '' }, 'All regions'), view.area.regions.map((id) => el('option', { value: id }, regionName(id))));
    region.value = state.region;
    $('region-field').hidden = view.area.regions.length < 2;
    showHead();
    const rows = view.rows.filter(matches).sort(compare(state.sort));
    showCount(rows);
    const shown = all ? rows : rows.slice(0, FIRST_ROWS);
    const held = body.contains(document.activeElement) ? document.activeElement.closest('tr').dataset.authority : null;
    replace(body, shown.map(showRow), rows.length === 0 && el('tr', { class: 'empty' }, el('td', { colspan: '6' }, 'No authority fits these filters. ',
      stateLink(store, { find: '', grade: '', region: '' }, {}, 'Clear the filters'))));
    if (held) returnFrom(held);
    replace(more, rows.length > FIRST_ROWS && el('button', {
      type: 'button',
      class: 'quiet',
      onclick: () => {
        all = !all;
        draw(view);
        more.querySelector('button')?.focus();
      },
    }, all ? `Show the first ${FIRST_ROWS}` : `Show all ${rows.length}`));
  }

  /** Paper has no button to show the rest. */
  function print(on) {
    if (!view) return;
    const before = all;
    all = on || all;
    draw(view);
    all = before;
  }

  function returnFrom(authority) {
    const link = body.querySelector(`tr[data-authority="${CSS.escape(authority)}"] a`);
    link?.focus();
    return Boolean(link);
  }

  return { draw, print, returnFrom };
}
