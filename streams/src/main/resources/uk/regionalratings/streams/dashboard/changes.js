// Groups rating changes for readers: the changes of one inspection together.

import { el, stateLink } from './dom.js';
import { gradeChip, inspectionLink } from './parts.js';
import { FRAMEWORK_LABELS, judgementLabel, shortDate } from './words.js';

export const DIRECTIONS = { FIRST: 'first grade', IMPROVED: 'improved', DECLINED: 'declined', MAINTAINED: 'maintained' };
const ARROWS = { FIRST: '•', IMPROVED: '▲', DECLINED: '▼', MAINTAINED: '=' };

/** Newest inspection first, of the same days in the order of /v1/changes; within one, the order of the vocabulary. */
export function byInspection(changes, words) {
  const place = (change) => words.judgements.findIndex((judgement) => judgement.id === change.judgement);
  const groups = new Map();
  for (const change of changes) {
    if (change.retracted) continue;
    if (!groups.has(change.inspectionId)) groups.set(change.inspectionId, []);
    groups.get(change.inspectionId).push(change);
  }
  return [...groups.values()]
    .map((group) => group.sort((a, b) => place(a) - place(b)))
    .sort(([a], [b]) => compare(b.publishedOn, a.publishedOn) || compare(b.endedOn, a.endedOn)
      || compare(`${a.authorityId}/${a.inspectionId}`, `${b.authorityId}/${b.inspectionId}`));
}

/** By character codes, as the server does. */
function compare(a, b) {
  return a < b ? -1 : Number(a > b);
}

function line(change, words) {
  const first = change.direction === 'FIRST';
  return el('li', { class: `change ${change.direction.toLowerCase()}` },
    el('span', { class: 'arrow', 'aria-hidden': 'true' }, ARROWS[change.direction] ?? '•'),
    el('span', { class: 'what' }, judgementLabel(words, change.judgement)),
    el('span', { class: 'grades' },
      !first && change.direction !== 'MAINTAINED' && [gradeChip(words, change.from, { short: true }), el('span', { class: 'to' }, el('span', { class: 'hidden' }, ' to '), el('span', { 'aria-hidden': 'true' }, '→'))],
      gradeChip(words, change.to, { short: true }),
      el('span', { class: 'direction' }, DIRECTIONS[change.direction] ?? change.direction.toLowerCase())),
    change.firstOfItsKind && el('span', { class: 'whole' }, el('strong', { class: 'national' }, 'First of its kind in England')),
    change.late && el('span', { class: 'flag', title: 'Newer news about this authority was already known' }, 'late'));
}

export function inspectionItem(group, words, store, { named = true, fresh = false } = {}) {
  const [one] = group;
  return el('li', { class: `news${fresh ? ' fresh' : ''}${group.some((change) => change.firstOfItsKind) ? ' has-national' : ''}`, data: { inspection: one.inspectionId } },
    el('p', { class: 'news-head' },
      named && stateLink(store, { authority: one.authorityId }, { class: 'who' }, one.authority),
      el('time', { datetime: one.publishedOn }, shortDate(one.publishedOn)),
      el('span', { class: 'muted' }, FRAMEWORK_LABELS[one.framework] ?? one.framework),
      inspectionLink(one.reportUrl, `${one.authority}, ${shortDate(one.publishedOn)}`)),
    el('ul', { class: 'lines' }, group.map((change) => line(change, words))));
}
