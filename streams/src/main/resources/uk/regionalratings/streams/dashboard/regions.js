// Regions side by side: a table whose bars show shares of the rated authorities, with England as the yardstick.

import { csv } from './api.js';
import { stackedBar } from './bar.js';
import { saveButton } from './download.js';
import { $, el, replace, stateLink } from './dom.js';
import { paintRegions } from './painters.js';
import { shareMenu } from './share.js';
import { segments, share } from './tally.js';
import { citedOf } from './view.js';
import { briefJudgement, judgementLabel, NOT_RATED, percent } from './words.js';

const ORDERS = {
  best: 'By Outstanding',
  upper: 'By Good or better',
  name: 'By name',
};

export function createRegions(store, model) {
  const [best, good] = model.words.grades.map((grade) => grade.id);
  let view;
  let order = 'best';
  const select = el('select', {
    id: 'regions-order',
    onchange: () => {
      order = select.value;
      draw(view);
    },
  }, Object.entries(ORDERS).map(([id, label]) => el('option', { value: id }, label)));
  replace($('regions-tools'), el('label', {}, el('span', { class: 'hidden' }, 'Sort by'), select),
    saveButton('Download the regions as CSV', async () => ({ blob: await download(), name: `regions-${view.judgement}-${view.day}.csv` })),
    shareMenu({ view: 'regions', about: 'the regions', store, model, paint: () => paintRegions(view, model), cited: () => citedOf(view) }));

  /** Of the profile: the mean of its judgements, for the order alone. */
  function value(area) {
    if (view.profile) {
      const grades = order === 'best' ? [best] : [best, good];
      return view.judgements.reduce((total, id) => total + share(view.sumsBy.get(id).get(area.area), ...grades), 0) / view.judgements.length;
    }
    const sum = view.sums.get(area.area);
    return order === 'best' ? share(sum, best) : share(sum, best, good);
  }

  /** Of each judgement the share of Good or better above a bar of its grades. */
  function profileCells(area) {
    return view.judgements.map((id) => {
      const sum = view.sumsBy.get(id).get(area.area);
      const rated = segments(sum, model.words).filter((part) => part.id !== NOT_RATED);
      const value = percent(order === 'best' ? share(sum, best) : share(sum, best, good));
      return el('td', { class: 'n part', data: { label: briefJudgement(model.words, id) } }, sum.rated ? value : '–', stackedBar(rated));
    });
  }

  function row(area, className) {
    const sum = view.sums.get(area.area);
    const rated = segments(sum, model.words).filter((part) => model.words.grades.some((grade) => grade.id === part.id));
    const chosen = area.area === view.state.area;
    return el('tr', { class: [className, chosen ? 'chosen' : ''].join(' ').trim() },
      el('th', { scope: 'row' }, stateLink(store, { area: area.area, region: '' }, { 'aria-current': chosen ? 'true' : null }, area.name)),
      view.profile ? profileCells(area) : [
        el('td', { class: 'n strong' }, sum.rated ? percent(share(sum, best)) : '–'),
        el('td', { class: 'n' }, sum.rated ? percent(share(sum, best, good)) : '–'),
        el('td', { class: 'bar-cell' }, sum.rated ? el('span', { class: 'yard' }, stackedBar(rated, { letters: true })) : el('span', { class: 'muted' }, 'none rated')),
        el('td', { class: 'n muted' }, String(sum.notRated)),
        el('td', { class: 'n muted' }, String(sum.superseded))]);
  }

  function heads() {
    return view.profile
      ? view.judgements.map((id) => el('th', { scope: 'col', class: 'n' }, el('abbr', { title: judgementLabel(model.words, id) }, briefJudgement(model.words, id))))
      : [el('th', { scope: 'col', class: 'n' }, 'Outst.', el('span', { class: 'hidden' }, 'anding')),
        el('th', { scope: 'col', class: 'n' }, 'Good +', el('span', { class: 'hidden' }, ' (good or better)')),
        el('th', { scope: 'col', class: 'bar-cell' }, 'By grade'),
        el('th', { scope: 'col', class: 'n', title: 'Not rated' }, el('abbr', { title: 'Not rated' }, 'N/R')),
        el('th', { scope: 'col', class: 'n', title: 'Superseded' }, el('abbr', { title: 'Superseded' }, 'Sup.'))];
  }

  /** The groups, and the chosen area where it is of no kind that is shown. */
  const beside = () => model.areas.filter((area) => area.kind === 'group'
    || (area.area === view.state.area && !['country', 'region'].includes(area.kind)));

  function draw(next) {
    view = next;
    const of = (kind) => model.areas.filter((area) => area.kind === kind);
    const sorted = of('region').sort((a, b) => (order === 'name' ? 0 : value(b) - value(a)) || a.name.localeCompare(b.name));
    const england = view.sums.get('england');
    const table = el('table', { class: `regions${view.profile ? ' profile' : ''}` },
      el('caption', { class: 'hidden' }, 'Shares of rated authorities by region'),
      el('thead', {}, el('tr', {},
        el('th', { scope: 'col' }, 'Area'),
        heads())),
      el('tbody', {}, of('country').map((area) => row(area, 'yardstick'))),
      el('tbody', {}, sorted.map((area) => row(area, ''))),
      el('tbody', {}, beside().map((area) => row(area, 'group'))));
    table.style.setProperty('--yard-best', `${share(england, best) * 100}%`);
    table.style.setProperty('--yard-upper', `${share(england, best, good) * 100}%`);
    const focused = $('regions').contains(document.activeElement) ? document.activeElement.textContent : null;
    replace($('regions'), el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Table of regions' }, table),
      el('p', { class: 'fine' }, view.profile ? `${order === 'best' ? 'Shares of Outstanding' : 'Shares of Good or better'} among the rated authorities, above a bar of all grades. Sorted by the mean of the four.` : ['Bars show the rated authorities; the two lines mark England’s shares of Outstanding and of Good or better. ',
        'N/R: not rated, no published inspection makes this judgement. Sup.: superseded, a later inspection did not make it.']));
    if (focused) [...$('regions').querySelectorAll('a')].find((link) => link.textContent === focused)?.focus();
  }

  /** The API's line for each area that is shown, under one header. */
  async function download() {
    const shown = model.areas.filter((area) => ['country', 'region'].includes(area.kind) || beside().includes(area));
    const parts = await Promise.all(shown.map((area) => csv(`/v1/areas/${area.area}/ratings`,
      { judgement: view.judgement, framework: view.state.framework, asOf: view.state.asOf })));
    const texts = await Promise.all(parts.map((part) => part.text()));
    return new Blob(texts.map((text, at) => (at ? text.slice(text.indexOf('\n') + 1) : text)), { type: 'text/csv' });
  }

  return { draw };
}
