// Small pieces that several views share.

import { el } from './dom.js';
import { gradeLabel, LETTERS, NOT_RATED } from './words.js';

export function gradeChip(words, grade, { short = false } = {}) {
  const label = gradeLabel(words, grade);
  return el('span', { class: `chip ${short ? 'short' : ''}`, title: short ? label : null },
    el('span', { class: `key fill ${(grade ?? NOT_RATED).toLowerCase()}`, 'aria-hidden': 'true' }, grade ? LETTERS[grade] ?? '?' : '–'),
    el('span', { class: short ? 'hidden' : '' }, label));
}

/** Only web addresses become links, whatever the data says. */
export function inspectionLink(reportUrl, about) {
  if (!/^https:\/\//.test(reportUrl ?? '')) return el('span', { class: 'muted' }, 'none');
  return el('a', { href: reportUrl, rel: 'noopener noreferrer', target: '_blank' }, 'Report',
    el('span', { class: 'hidden' }, ` on ${about} (opens in a new tab)`), el('span', { 'aria-hidden': 'true' }, ' ↗'));
}
