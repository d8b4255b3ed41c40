// Marks on the timeline for the days on which authorities came and went, or joined and left the area, each with a tooltip, and the same as a list in words.

import { el } from './dom.js';
import { createTip } from './tip.js';
import { listed, longDate, plural, seconds } from './words.js';

const MOST_NAMES = 6;

function named(authorities) {
  if (authorities.length > MOST_NAMES) return plural(authorities.length, 'authority', 'authorities');
  return listed(authorities.map((one) => one.authority)).join('');
}

/** "Cumbria was abolished; Cumberland and Westmorland and Furness were established". */
export function sentence(one) {
  const was = (authorities, did) => authorities.length > 0 && `${named(authorities)} ${authorities.length === 1 ? 'was' : 'were'} ${did}`;
  const did = (authorities, what) => authorities.length > 0 && `${named(authorities)} ${what}`;
  return [was(one.abolished, 'abolished'), was(one.established, 'established'), did(one.joined, 'joined the area'), did(one.left, 'left the area')]
    .filter(Boolean).join('; ');
}

/** The reorganisations and the changes of membership of a timeline, in the order of time. */
export function breaks(line) {
  const nobody = { abolished: [], established: [], joined: [], left: [] };
  return [
    ...line.reorganisations.map((one) => ({ ...nobody, ...one, what: 'Reorganisation' })),
    ...line.memberships.map((one) => ({ ...nobody, ...one, what: 'Change of membership' })),
  ].sort((one, other) => one.day.localeCompare(other.day));
}

export function createReorganisations(plot) {
  const tip = createTip();
  tip.attach(plot, '.reorganisation');
  let marks = [];

  /** Puts the marks into a chart that was just made. */
  function build(chart, line) {
    marks = breaks(line).map((one) => ({
      at: seconds(one.day),
      mark: el('span', { class: 'reorganisation', 'aria-hidden': 'true', data: { tip: `${one.what}, ${longDate(one.day)}\n${sentence(one)}. No inspection moved the counts for this.` } }),
    }));
    chart.over.append(...marks.map(({ mark }) => mark));
    place(chart);
  }

  function place(chart) {
    for (const { at, mark } of marks) mark.style.setProperty('left', `${chart.valToPos(at, 'x')}px`);
  }

  return { build, place };
}

function counted(reorganisations, memberships) {
  return [
    reorganisations > 0 && plural(reorganisations, 'reorganisation', 'reorganisations'),
    memberships > 0 && plural(memberships, 'change of membership', 'changes of membership'),
  ].filter(Boolean).join(' and ');
}

/** What the marks say, for readers without a pointer. */
export function inWords(line) {
  const all = breaks(line);
  if (all.length === 0) return null;
  return el('details', { class: 'as-table', id: 'reorganisations' },
    el('summary', {}, counted(line.reorganisations.length, line.memberships.length), ' moved these counts without an inspection'),
    el('ul', {}, all.map((one) => el('li', {}, el('b', {}, longDate(one.day)), `: ${sentence(one)}.`))));
}
