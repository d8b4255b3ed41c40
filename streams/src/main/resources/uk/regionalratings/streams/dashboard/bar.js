// A stacked bar of grades in plain elements.

import { el } from './dom.js';

/** The share of a bar that one digit takes where the bar is at its narrowest. */
const DIGIT = 0.075;

export function stackedBar(parts, { letters = false } = {}) {
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  return el('span', { class: 'stack', 'aria-hidden': 'true' }, parts.filter((part) => part.count > 0).map((part) => el('span', {
    class: `fill ${part.id.toLowerCase()}`,
    style: { 'flex-grow': String(part.count) },
  }, letters && part.count / total > DIGIT * String(part.count).length ? String(part.count) : null)));
}

export function legend(words, extra = []) {
  const letters = { OUTSTANDING: 'O', GOOD: 'G', REQUIRES_IMPROVEMENT: 'R', INADEQUATE: 'I' };
  return el('ul', { class: 'legend' },
    words.grades.map((grade) => el('li', {}, el('span', { class: `key fill ${grade.id.toLowerCase()}`, 'aria-hidden': 'true' }, letters[grade.id] ?? '?'), grade.label)),
    extra);
}

export const unratedKey = () => el('li', { title: 'No inspection published by then makes this judgement' },
  el('span', { class: 'key fill not_rated', 'aria-hidden': 'true' }, '–'), 'Not rated');
export const supersededKey = () => el('li', { title: 'A later inspection did not make this judgement' },
  el('span', { class: 'key superseded', 'aria-hidden': 'true' }), 'Superseded: a later inspection did not make this judgement');
