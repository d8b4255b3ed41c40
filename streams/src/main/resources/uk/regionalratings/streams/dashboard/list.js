// The authorities of the chosen area as a table that can be filtered and sorted.

import { csvLink, fileUrl } from './download.js';
import { $, el, replace, settled, stateLink } from './dom.js';
import { inspectionLink, gradeChip } from './parts.js';
import { shareMenu } from './share.js';
import { citedOf } from './view.js';
import { briefJudgement, inSentence, judgementLabel, listed, NOT_RATED, plural, shortDate, SUPERSEDED, UNRATED } from './words.js';

const FIRST_ROWS = 20;
const PLACE = [{ id: 'name', label: 'Authority' }, { id: 'region', label: 'Region' }];
const ONE = [{ id: 'grade', label: 'Grade' }, { id: 'publishedOn', label: 'Published' }];
const SINCE = { id: 'since', label: 'Since', title: 'Since when it has had the grade, or the lowest one, without a break' };
const LAST = { id: 'last', label: 'Last inspection' };

export function createList(store, model, finder) {
  let view;
  let all = false;
  const find = el('input', { type: 'search', id: 'find', placeholder: 'Any name or code', autocomplete: 'off' });
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
  const file = csvLink('Download these authorities as CSV');
  const moved = csvLink('Download from which grade to which these authorities have gone since the inspection before', undefined, 'Transitions');
  replace($('list-tools'), file, moved, shareMenu({ about: 'the list', store, model, cited: () => ({ ...citedOf(view), title: `Authorities of ${inSentence(view.area.name)}: ${judgementLabel(model.words, view.judgement).toLowerCase()}` }) }));

  const regionName = (id) => model.areas.find((area) => area.area === id)?.name ?? id;
  const order = (grade) => model.words.grades.findIndex((one) => one.id === grade) + 1 || 99;
  const columns = () => [...PLACE,
    ...(view.profile ? view.judgements.map((id) => ({ id, label: briefJudgement(model.words, id), title: judgementLabel(model.words, id) })) : ONE), SINCE, LAST];

  /** Of several judgements those that the last inspection gave, as the API filters them. */
  function grades(row) {
    const given = row.grades ? Object.values(row.grades).filter((rating) => !rating.superseded).map((rating) => rating.grade) : [];
    return row.grades && row.grade ? given : [row.grade ?? NOT_RATED];
  }

  function matches(row) {
    const { state } = view;
    return finder.matches(row.authorityId, state.find)
      && (!state.grade || grades(row).includes(state.grade))
      && (!state.region || row.region === state.region);
  }

  function compare(sort) {
    const key = sort.replace('-', '');
    const sign = sort.startsWith('-') ? -1 : 1;
    const by = {
      grade: (a, b) => order(a.grade) - order(b.grade),
      region: (a, b) => regionName(a.region).localeCompare(regionName(b.region)),
      publishedOn: (a, b) => (a.publishedOn ?? '').localeCompare(b.publishedOn ?? ''),
      since: (a, b) => (a.standingSince ?? '9').localeCompare(b.standingSince ?? '9'),
      last: (a, b) => (a.lastInspection?.publishedOn ?? '').localeCompare(b.lastInspection?.publishedOn ?? ''),
    }[key] ?? (view.judgements.includes(key) && view.profile ? (a, b) => order(a.grades[key]?.grade) - order(b.grades[key]?.grade) : () => 0);
    return (a, b) => sign * (by(a, b) || (key === 'name' ? a.name.localeCompare(b.name) : 0)) || a.name.localeCompare(b.name);
  }

  function showHead() {
    const { sort } = view.state;
    replace(head, columns().map(({ id, label, title }) => {
      const on = sort.replace('-', '') === id;
      const down = sort.startsWith('-');
      return el('th', { scope: 'col', title, 'aria-sort': on ? (down ? 'descending' : 'ascending') : null },
        el('button', { type: 'button', class: 'sort', data: { column: id }, onclick: () => sortBy(on && !down ? `-${id}` : id) }, label,
          el('span', { class: 'arrow', 'aria-hidden': 'true' }, on ? (down ? '↓' : '↑') : '')));
    }), el('th', { scope: 'col' }, 'Report'));
  }

  function sortBy(sort) {
    store.set({ sort });
    setTimeout(() => head.querySelector(`[data-column="${sort.replace('-', '')}"]`)?.focus());
  }

  function showRow(row) {
    const last = row.lastInspection;
    const report = view.profile ? last ?? {} : row;
    return el('tr', { data: { authority: row.authorityId } },
      el('th', { scope: 'row' }, stateLink(store, { authority: row.authorityId }, {}, row.name)),
      el('td', { data: { label: 'Region' } }, regionName(row.region)),
      view.profile ? view.judgements.map((id) => profileCell(row, id)) : gradeCells(row),
      el('td', { data: { label: 'Since' }, class: 'date' }, row.standingSince ? shortDate(row.standingSince) : '–'),
      el('td', { data: { label: 'Last inspection' }, class: 'date' }, last ? [
        `${shortDate(last.publishedOn)}, `, el('span', { class: 'muted' }, `${plural(last.daysSincePublished, 'day', 'days')} ago`)] : 'none'),
      el('td', { data: { label: 'Report' } }, inspectionLink(report.reportUrl, `${row.name}, ${report.publishedOn ? shortDate(report.publishedOn) : ''}`)));
  }

  function profileCell(row, id) {
    const rating = row.grades[id];
    return el('td', { data: { label: briefJudgement(model.words, id) }, class: 'part' }, gradeChip(model.words, rating?.grade, { short: true }),
      notComparable(row, id),
      rating?.superseded && !row.notComparable[id] && el('span', { class: 'flag', title: `${SUPERSEDED} Published ${shortDate(rating.publishedOn)}.` }, 'superseded'));
  }

  function gradeCells(row) {
    return [
      el('td', { data: { label: 'Grade' } }, gradeChip(model.words, row.grade),
        carried(row),
        notComparable(row, view.judgement),
        row.superseded && !row.notComparable[view.judgement] && el('span', { class: 'flag', title: SUPERSEDED }, view.ended ? 'last one given' : 'superseded'),
        row.inHowMany > 0 && el('span', { class: 'flag' }, `in ${row.inHowMany} of ${row.outOf}`)),
      el('td', { data: { label: 'Published' }, class: 'date' }, row.publishedOn ? shortDate(row.publishedOn) : '–')];
  }

  /** What a later inspection said on a scale of its own. */
  function notComparable(row, id) {
    const said = row.notComparable[id];
    return said && el('span', { class: 'flag', title: `Not comparable: said under ${said.framework}, published ${shortDate(said.publishedOn)}; the grade is from before` }, `since then “${said.words}”`);
  }

  /** Whose grade it is, if it is not the authority's own. */
  function carried(row) {
    const from = listed(row.carriedFrom.map((id) => model.authorities.find((one) => one.authorityId === id)?.name ?? id)).join('');
    if (row.unsettled) return el('span', { class: 'flag', title: `${from} had different grades` }, 'unsettled');
    return from && el('span', { class: 'flag', title: `Not inspected itself: the grade of ${from}` }, `from ${from}`);
  }

  function showCount(rows) {
    const superseded = rows.filter((row) => row.superseded).length;
    const unrated = rows.filter((row) => !row.grade).length;
    const elsewhere = rows.filter((row) => Object.keys(row.notComparable).length > 0).length;
    replace(count, view.rows.length === 0 ? `${view.area.name} has no authority on this day.` : `${rows.length} of ${plural(view.rows.length, 'authority', 'authorities')} in ${inSentence(view.area.name)}. `,
      view.profile && view.state.grade && 'With this grade in at least one judgement of the last inspection. ',
      superseded > 0 && `${superseded} superseded: a later inspection did not make this judgement. `,
      elsewhere > 0 && `${elsewhere} not comparable: last judged on a scale of its own. `,
      unrated > 0 && `${unrated} not rated. ${UNRATED.replace('Not rated: n', 'N')} `,
      view.state.find && 'The CSV holds the list without the text filter.');
  }

  function draw(next) {
    view = next;
    const { state } = view;
    file.href = fileUrl(`/v1/areas/${state.region || state.area}/authorities`,
      { grade: state.grade, judgement: view.judgement, framework: state.framework, asOf: state.asOf, lineage: state.lineage });
    moved.hidden = view.profile;
    moved.href = fileUrl(`/v1/areas/${state.region || state.area}/transitions`, { judgement: view.judgement, framework: state.framework, asOf: state.asOf });
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
    replace(body, shown.map(showRow), rows.length === 0 && el('tr', { class: 'empty' }, el('td', { colspan: String(columns().length + 1) }, view.rows.length === 0 ? 'No authority here on this day.' : 'No authority fits these filters. ',
      view.rows.length > 0 && stateLink(store, { find: '', grade: '', region: '' }, {}, 'Clear the filters'))));
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
    return link !== null && document.activeElement === link;
  }

  return { draw, print, returnFrom };
}
