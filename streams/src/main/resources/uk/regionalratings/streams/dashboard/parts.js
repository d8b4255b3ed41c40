// Small pieces that several views share.

import { el } from './dom.js';
import { gradeLabel, LETTERS, moment, NOT_RATED } from './words.js';

export function gradeChip(words, grade, { short = false } = {}) {
  const label = gradeLabel(words, grade);
  return el('span', { class: `chip ${short ? 'short' : ''}`, title: short ? label : null },
    el('span', { class: `key fill ${(grade ?? NOT_RATED).toLowerCase()}`, 'aria-hidden': 'true' }, grade ? LETTERS[grade] ?? '?' : '–'),
    el('span', { class: short ? 'hidden' : '' }, label));
}

/** Which document a feed has read, where and when; nothing where an inspection came another way. */
export function sourceNote(source) {
  if (!source) return null;
  const name = source.url.replace(/^https?:\/\//, '');
  const digest = (source.digest ?? '').replace(/^sha-256=/, '');
  return el('p', { class: 'fine source' },
    source.retrievedAt ? `Read ${moment(source.retrievedAt)} from ` : 'Read from ',
    /^https:\/\//.test(source.url) ? el('a', { href: source.url, rel: 'noopener noreferrer', target: '_blank' }, name,
      el('span', { class: 'hidden' }, ' (opens in a new tab)')) : name,
    digest && [', SHA-256 ', el('code', { title: digest }, `${digest.slice(0, 12)}…`)]);
}

/** Only web addresses become links, whatever the data says. */
export function inspectionLink(reportUrl, about) {
  if (!/^https:\/\//i.test(reportUrl ?? '')) return el('span', { class: 'muted' }, 'no link to a report');
  return el('a', { href: reportUrl, rel: 'noopener noreferrer', target: '_blank' }, 'Report',
    el('span', { class: 'hidden' }, ` on ${about} (opens in a new tab)`), el('span', { 'aria-hidden': 'true' }, ' ↗'));
}
