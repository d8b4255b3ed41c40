// A field that suggests while one types, and is worked by keyboard or pointer (the ARIA pattern of a combobox with a list).

import { el, replace } from './dom.js';

/**
 * @param id of the field
 * @param label its accessible name
 * @param find the suggestions for a text: `{ name, detail, pick }`
 * @param none what to say where there are none
 */
export function createPicker({ id, label, placeholder, find, none }) {
  let found = [];
  let at = -1;
  const list = el('ul', { id: `${id}-list`, role: 'listbox', 'aria-label': label, class: 'suggestions', hidden: true });
  const said = el('p', { class: 'hidden', role: 'status' });
  const input = el('input', {
    id, type: 'search', role: 'combobox', autocomplete: 'off', spellcheck: 'false', placeholder, 'aria-label': label,
    'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': `${id}-list`,
  });

  function close() {
    found = [];
    at = -1;
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function choose(one) {
    input.value = '';
    close();
    one.pick();
  }

  function mark(index) {
    at = index;
    [...list.children].forEach((item, place) => item.setAttribute('aria-selected', String(place === at)));
    if (at < 0) return;
    input.setAttribute('aria-activedescendant', list.children[at].id);
    list.children[at].scrollIntoView({ block: 'nearest' });
  }

  function suggest() {
    const text = input.value.trim();
    if (text === '') {
      said.textContent = '';
      close();
      return;
    }
    found = find(text);
    replace(list, found.map((one, place) => el('li', {
      id: `${id}-${place}`, role: 'option', 'aria-selected': 'false',
      onpointerdown: (event) => event.preventDefault(),
      onclick: () => choose(one),
    }, el('span', {}, one.name), el('span', { class: 'muted' }, one.detail))),
    found.length === 0 && el('li', { class: 'muted', role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false', id: `${id}-none` }, none(text)));
    said.textContent = found.length === 0 ? none(text) : `${found.length} found`;
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    mark(found.length > 0 ? 0 : -1);
  }

  input.addEventListener('input', suggest);
  input.addEventListener('focus', () => input.value && suggest());
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    const last = found.length - 1;
    if (event.key === 'Escape') {
      if (!list.hidden) event.preventDefault();
      close();
    } else if (event.key === 'ArrowDown' && last >= 0) {
      event.preventDefault();
      mark(at >= last ? 0 : at + 1);
    } else if (event.key === 'ArrowUp' && last >= 0) {
      event.preventDefault();
      mark(at <= 0 ? last : at - 1);
    } else if (event.key === 'Enter' && found[at]) {
      event.preventDefault();
      choose(found[at]);
    }
  });

  return { input, node: el('div', { class: 'picker' }, input, list, said) };
}
