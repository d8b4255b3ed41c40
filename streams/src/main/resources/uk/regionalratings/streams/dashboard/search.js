// The search of the page's head: from every view to an authority or an area. The key / leads to it.

import { $, el, replace } from './dom.js';
import { plain } from './find.js';
import { createPicker } from './picker.js';

const MOST_AREAS = 3;

export function createSearch(store, model, finder) {
  const areaName = (id) => model.areas.find((area) => area.area === id)?.name ?? id;

  function find(text) {
    const authorities = finder.find(text).map((one) => ({
      name: one.name,
      detail: one.abolishedOn ? `until ${one.abolishedOn.slice(0, 4)}` : areaName(one.region),
      pick: () => store.set({ authority: one.authorityId, compare: '' }),
    }));
    const areas = model.areas.filter((area) => plain(area.name).includes(plain(text))).slice(0, MOST_AREAS).map((area) => ({
      name: area.name,
      detail: 'area',
      pick: () => store.set({ area: area.area, region: '', authority: '', compare: '' }),
    }));
    return [...authorities, ...areas].slice(0, 8);
  }

  const picker = createPicker({
    id: 'search',
    label: 'Find an authority or an area',
    placeholder: 'Find an authority',
    find,
    none: (text) => `No authority or area is called “${text}”.`,
  });
  replace($('search-place'), picker.node, el('kbd', { 'aria-hidden': 'true', title: 'The key / leads here' }, '/'));
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest?.('input:not([type="radio"]):not([type="range"]), select, textarea');
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    picker.input.focus();
  });
}
