// Marks on the timeline for the days on which authorities came and went, each with a tooltip, and the same as a list in words.

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
  const said = (authorities, did) => authorities.length > 0 && `${named(authorities)} ${authorities.length === 1 ? 'was' : 'were'} ${did}`;
  return [said(one.abolished, 'abolished'), said(one.established, 'established')].filter(Boolean).join('; ');
}

export function createReorganisations(plot) {
  const tip = createTip();
  tip.attach(plot, '.reorganisation');
  let marks = [];

  /** Puts the marks into a chart that was just made. */
  function build(chart, reorganisations) {
    marks = reorganisations.map((one) => ({
      at: seconds(one.day),
      mark: el('span', { class: 'reorganisation', 'aria-hidden': 'true', data: { tip: `Reorganisation, ${longDate(one.day)}\n${sentence(one)}. No inspection moved the counts for this.` } }),
    }));
    chart.over.append(...marks.map(({ mark }) => mark));
    place(chart);
  }

  function place(chart) {
    for (const { at, mark } of marks) mark.style.setProperty('left', `${chart.valToPos(at, 'x')}px`);
  }

  return { build, place };
}

/** What the marks say, for readers without a pointer. */
export function inWords(reorganisations) {
  if (reorganisations.length === 0) return null;
  return el('details', { class: 'as-table', id: 'reorganisations' },
    el('summary', {}, plural(reorganisations.length, 'reorganisation', 'reorganisations'), ' moved these counts without an inspection'),
    el('ul', {}, reorganisations.map((one) => el('li', {}, el('b', {}, longDate(one.day)), `: ${sentence(one)}.`))));
}
