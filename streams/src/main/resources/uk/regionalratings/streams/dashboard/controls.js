// Area, framework and day. The slider visits every day on which something was published.

import { $, el, replace, settled } from './dom.js';
import { FAMILIES, isDate, longDate } from './words.js';

const STEP_MILLIS = 140;
const CALM_STEP_MILLIS = 1000;

export function createControls(store, model) {
  let moving = false;
  let playing = false;
  let due = false;
  const stopMoving = settled(() => {
    if (!playing) moving = false;
  }, 400);

  const area = el('select', { id: 'area', onchange: () => store.set({ area: area.value, region: '' }) },
    model.words.kinds.map((kind) => optionGroup(kind.label, kind.id)));
  const families = FAMILIES.map((family) => {
    const input = el('input', { type: 'radio', name: 'framework', value: family.id, onchange: () => store.set({ framework: family.id }) });
    return { family, input };
  });
  const lineage = el('select', { id: 'lineage', onchange: () => store.set({ lineage: lineage.value }) },
    el('option', { value: '' }, 'Not rated until inspected'), el('option', { value: 'carry' }, 'Grade of the council before'));
  const slider = el('input', { type: 'range', id: 'day-slider', min: '0', step: '1', 'aria-label': 'Day of publication' });
  const date = el('input', { type: 'date', id: 'day', min: '2014-01-01' });
  const play = el('button', { type: 'button', class: 'primary play', onclick: toggle });
  const today = el('button', { type: 'button', class: 'quiet', onclick: () => goTo(model.today, false) }, 'Today');
  const back = el('button', { type: 'button', class: 'quiet step', 'aria-label': 'Previous day of publication', onclick: () => step(-1) }, '‹');
  const forth = el('button', { type: 'button', class: 'quiet step', 'aria-label': 'Next day of publication', onclick: () => step(1) }, '›');

  slider.addEventListener('input', () => {
    halt();
    moving = true;
    stopMoving();
    goTo(model.days[Number(slider.value)], true);
  });
  date.addEventListener('change', () => {
    halt();
    if (isDate(date.value) && date.value <= model.today) goTo(date.value, false);
    else date.value = store.get().asOf || model.today;
  });

  replace($('controls'),
    el('div', { class: 'field' }, el('label', { for: 'area' }, 'Area'), area),
    el('fieldset', { class: 'field segmented' }, el('legend', {}, 'Framework'),
      el('div', { class: 'segments' }, families.map(({ family, input }) => el('label', {}, input, el('span', {}, family.label))))),
    el('div', { class: 'field' }, el('label', { for: 'lineage' }, 'New authorities'), lineage),
    el('div', { class: 'field' }, el('label', { for: 'day' }, 'As of'), el('div', { class: 'row' }, date, today)),
    el('div', { class: 'field replay', role: 'group', 'aria-label': 'Replay the history' },
      el('label', { for: 'day-slider', class: 'replay-label' }, 'Replay the history'),
      el('div', { class: 'row' }, play, back, slider, forth)));
  showPlay();

  function optionGroup(label, kind) {
    const areas = model.areas.filter((one) => one.kind === kind);
    return areas.length > 0 && el('optgroup', { label }, areas.map((one) => el('option', { value: one.area }, one.name)));
  }

  /** The index of the last publication day up to `day`. */
  function place(day) {
    let found = 0;
    model.days.forEach((known, index) => {
      if (known <= day) found = index;
    });
    return found;
  }

  function goTo(day, passing) {
    store.set({ asOf: day === model.today ? '' : day }, { passing });
  }

  function step(by) {
    halt();
    const now = place(store.get().asOf || model.today);
    goTo(model.days[Math.max(0, Math.min(model.days.length - 1, now + by))], false);
  }

  function showPlay() {
    play.setAttribute('aria-label', playing ? 'Pause the replay' : 'Play the history');
    play.dataset.playing = String(playing);
    play.textContent = playing ? 'Pause' : 'Play';
  }

  function halt() {
    if (!playing) return;
    playing = false;
    moving = false;
    showPlay();
  }

  function toggle() {
    if (playing) {
      halt();
      store.set({}, { passing: true });
      return;
    }
    playing = true;
    moving = true;
    showPlay();
    if (store.get().asOf) tick();
    else goTo(model.days[0], false);
  }

  /** Goes on a moment after a day is drawn, however long its answer took. */
  function tick() {
    if (!playing || due) return;
    due = true;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    setTimeout(() => {
      due = false;
      if (!playing) return;
      const next = Math.min(model.days.length - 1, place(store.get().asOf || model.today) + (calm ? 12 : 2));
      const last = next === model.days.length - 1;
      if (last) halt();
      goTo(model.days[next], true);
    }, calm ? CALM_STEP_MILLIS : STEP_MILLIS);
  }

  function draw(view) {
    area.value = view.state.area;
    lineage.value = view.state.lineage;
    for (const { family, input } of families) input.checked = family.id === view.state.framework;
    slider.max = String(model.days.length - 1);
    slider.value = String(place(view.day));
    slider.setAttribute('aria-valuetext', longDate(view.day));
    slider.style.setProperty('--done', `${(place(view.day) / Math.max(1, model.days.length - 1)) * 100}%`);
    date.max = model.today;
    if (document.activeElement !== date || isDate(date.value)) date.value = view.day;
    today.disabled = !view.state.asOf;
    tick();
  }

  return { draw, isMoving: () => moving };
}
