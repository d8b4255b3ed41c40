// One authority: what stands, since when, every inspection with its report, and what changed.

import { get } from './api.js';
import { beside, hasNeighbours } from './beside.js';
import { byInspection, inspectionItem } from './changes.js';
import { csvLink, fileUrl } from './download.js';
import { el, replace, stateLink } from './dom.js';
import { gradeChip, inspectionLink, sourceNote } from './parts.js';
import { ENDED, FRAMEWORK_LABELS, gradeLabel, isoDate, judgementLabel, longDate, percent, plural, seconds, shortDate, SUPERSEDED } from './words.js';
import { lanes } from './lanes.js';
import { paintLanes } from './painters.js';
import { shareMenu } from './share.js';

const MOST_CHANGES = 200;
const PATHWAYS = {
  SHORT_INSPECTION: 'a short inspection, with a focused visit before it',
  STANDARD_INSPECTION: 'a standard inspection',
  MONITORING: 'monitoring',
  UNDECIDED: 'undecided',
};

export async function showAuthority(store, model, state) {
  const authority = await get(`/v1/authorities/${encodeURIComponent(state.authority)}`, state.knownAt ? { asOf: state.asOf } : {});
  const cited = () => ({ day: (state.knownAt && state.asOf) || model.today, version: authority.version });
  const relatives = await Promise.all([...authority.predecessors, ...authority.successors].map((one) =>
    get(`/v1/authorities/${encodeURIComponent(one.authorityId)}`).catch(() => null)));
  document.title = `${authority.name} · Regional Ratings`;
  return [
    el('p', { class: 'back' }, stateLink(store, { authority: '' }, {}, '← All authorities')),
    el('div', { class: 'page-head' },
      el('div', {},
        el('h1', { tabindex: '-1' }, authority.name),
        el('p', { class: 'scope' }, about(store, model, authority)),
        el('p', { class: 'scope', id: 'last-inspection' }, lastInspection(authority.lastInspection)),
        hasNeighbours(model, authority) && el('p', { class: 'scope', id: 'neighbours' }, 'Its ten statistical neighbours and their grades: ',
          el('a', { href: fileUrl(`/v1/areas/neighbours:${encodeURIComponent(authority.slug)}/authorities`) }, 'CSV'), '.')),
      el('div', { class: 'tools', id: 'authority-tools' }, csvLink(`Download ${authority.name} as CSV`, fileUrl(`/v1/authorities/${encodeURIComponent(authority.slug)}`)),
        shareMenu({ about: authority.name, store, model, cited: () => ({ ...cited(), title: `${authority.name}: grades and inspections` }) }))),
    standing(model, authority),
    expected(model, authority.nextInspection),
    el('div', { class: 'columns' },
      el('section', { class: 'card span-12', 'aria-labelledby': 'lanes-heading' },
        el('div', { class: 'card-head' }, el('h2', { id: 'lanes-heading' }, 'Grades since the first inspection'), el('div', { class: 'tools' },
          authority.inspections.length > 0 && shareMenu({ view: 'grades', about: 'the grades', store, model, paint: () => paintLanes(authority, model), cited }))),
        lanes(model, authority)),
      !authority.abolishedOn && beside(store, model, authority, state, cited),
      el('section', { class: 'card span-7', 'aria-labelledby': 'inspections-heading' },
        el('div', { class: 'card-head' }, el('h2', { id: 'inspections-heading' }, 'Inspections'),
          el('div', { class: 'tools' }, csvLink(`Download the inspections of ${authority.name} as CSV`, fileUrl('/v1/inspections', { authority: authority.slug })))),
        inspections(model, authority)),
      el('section', { class: 'card span-5', 'aria-labelledby': 'changes-heading' },
        el('h2', { id: 'changes-heading' }, 'Changes'), changes(store, model, authority)),
      related(store, model, 'before', 'What was before', authority.predecessors, relatives),
      related(store, model, 'after', 'What followed', authority.successors, relatives.slice(authority.predecessors.length))),
  ];
}

function about(store, model, authority) {
  const name = (id) => model.areas.find((area) => area.area === id)?.name ?? id;
  const link = (id) => stateLink(store, { authority: '', area: id }, {}, name(id));
  const together = authority.areas.filter((id) => model.areas.some((area) => area.area === id && area.kind === 'combined-authority'));
  const parts = [link(authority.region), ...together.flatMap((id) => [', ', link(id)]),
    authority.serviceProvider ? `. Services run by ${authority.serviceProvider}` : '. Runs its services itself'];
  if (authority.establishedOn > model.today) parts.push('. ', el('b', {}, `From ${longDate(authority.establishedOn)}`), ': it is in no count until then');
  else if (authority.establishedOn) parts.push(`. Established ${longDate(authority.establishedOn)}`);
  if (authority.abolishedOn) {
    const heirs = authority.successorIds.map((id) => model.authorities.find((one) => one.authorityId === id)?.name ?? id);
    parts.push(`. ${authority.abolishedOn < model.today ? 'Abolished' : 'Ends'} ${longDate(authority.abolishedOn)}${heirs.length ? `; succeeded by ${heirs.join(' and ')}, which inherit no grade` : ''}`);
  }
  const code = authority.dfeCode ? `Code ${authority.dfeCode}` : `Provisional code ${authority.authorityId}`;
  parts.push(`. ${code}${authority.gssCode ? `, ${authority.gssCode}` : ''}.`);
  return parts;
}

function lastInspection(last) {
  if (!last) return 'No graded inspection has been published yet.';
  return [`Last inspection: ${FRAMEWORK_LABELS[last.framework] ?? last.framework}, fieldwork ${shortDate(last.startedOn)} to ${shortDate(last.endedOn)}, `,
    `published ${longDate(last.publishedOn)}, ${last.daysSincePublished} days ago. `, inspectionLink(last.reportUrl, shortDate(last.publishedOn))];
}

function standing(model, authority) {
  const card = (judgement) => {
    const rating = authority.ratings[judgement.id];
    const inspection = rating && authority.inspections.find((one) => one.inspectionId === rating.inspectionId);
    return el('li', { class: `standing${judgement.current ? '' : ' past'}` },
      el('h3', {}, judgement.label),
      !judgement.current && ENDED[judgement.id] && el('span', { class: 'ended' }, ENDED[judgement.id]),
      el('p', {}, gradeChip(model.words, rating?.grade)),
      rating ? el('p', { class: 'fine' }, `${judgement.current ? 'Published' : 'The last one given, published'} ${shortDate(rating.publishedOn)} `, inspectionLink(inspection?.reportUrl, shortDate(rating.publishedOn)),
        rating.inspectionsInARow > 1 && `. The same since ${shortDate(rating.standingSince)}, ${rating.inspectionsInARow} inspections in a row`)
        : el('p', { class: 'fine' }, 'No inspection makes this judgement.'),
      rating?.superseded && el('p', { class: 'fine' }, el('span', { class: 'flag', title: SUPERSEDED }, 'superseded'), ' a later inspection did not make this judgement'));
  };
  const known = model.words.judgements.filter((judgement) => judgement.current || authority.ratings[judgement.id]);
  const list = (judgements) => el('ul', { class: 'standings' }, judgements.map(card));
  const past = known.filter((one) => !one.current);
  return el('section', { 'aria-labelledby': 'standing-heading' },
    el('h2', { id: 'standing-heading', class: 'overline' }, authority.abolishedOn && authority.abolishedOn < model.today ? 'Grades it ended with' : 'Standing today'),
    list(known.filter((one) => one.current)),
    past.length > 0 && [el('h2', { class: 'overline' }, 'Judgements no longer made'), list(past)]);
}

/** The wait for the next inspection: facts first, then the estimate with its error, then the pathway with its reason. */
function expected(model, outlook) {
  if (!outlook) return null;
  const { estimate, pathway } = outlook;
  const error = estimate?.backtest;
  return el('section', { class: 'card span-12', id: 'next-inspection', 'aria-labelledby': 'next-heading' },
    el('h2', { id: 'next-heading' }, 'The next inspection'),
    el('p', {}, `Has waited ${plural(outlook.daysWaited, 'day', 'days')} since the end of the last inspection’s fieldwork: place ${outlook.rank} of ${outlook.outOf} in England, the longest wait first.`),
    estimate && el('p', {}, el('b', {}, 'Estimate'), `: between ${longDate(estimate.earliest)} and ${longDate(estimate.latest)}, likely ${longDate(estimate.likely)}. `,
      `These are the shortest, longest and median of ${plural(estimate.intervals, 'interval', 'intervals')} after an inspection whose lowest grade was ${gradeLabel(model.words, estimate.grade)}. `,
      error && `Of ${error.estimates} such estimates that could be checked, half were wrong by more than ${plural(error.medianErrorDays, 'day', 'days')}; ${percent(error.within)} of the inspections began between the two outer days.`),
    pathway && el('p', {}, el('b', {}, 'Pathway since April 2026'), `: ${PATHWAYS[pathway] ?? pathway}. Reason: ${outlook.pathwayReason}.`));
}

/** The authorities that the services came from, or passed to, with their inspections; nothing where there are none. */
function related(store, model, id, heading, links, authorities) {
  return links.length > 0 && el('section', { class: 'card span-12', id, 'aria-labelledby': `${id}-heading` },
    el('h2', { id: `${id}-heading` }, heading),
    links.flatMap((link, at) => [
      el('h3', {}, stateLink(store, { authority: link.authorityId }, {}, link.authority ?? link.authorityId),
        link.day && `, ${id === 'before' ? 'until' : 'from'} ${longDate(id === 'before' ? dayBefore(link.day) : link.day)}`),
      authorities[at] && inspections(model, authorities[at]),
    ]));
}

const dayBefore = (day) => isoDate(seconds(day) - 86_400);

function inspections(model, authority) {
  if (authority.inspections.length === 0) return el('p', { class: 'empty' }, 'No graded inspection has been published yet.');
  const newest = [...authority.inspections].reverse();
  const made = model.words.judgements.filter((judgement) => newest.some((one) => one.grades[judgement.id]));
  return el('ol', { class: 'inspections' }, newest.map((one) => el('li', {},
    el('p', { class: 'news-head' },
      el('b', {}, shortDate(one.publishedOn)),
      el('span', { class: 'muted' }, FRAMEWORK_LABELS[one.framework] ?? one.frameworkName),
      inspectionLink(one.reportUrl, `${authority.name}, ${shortDate(one.publishedOn)}`)),
    el('p', { class: 'fine' }, `Fieldwork ${shortDate(one.startedOn)} to ${shortDate(one.endedOn)}${one.revision > 1 ? `; corrected, revision ${one.revision}` : ''}`),
    sourceNote(one.source),
    el('dl', { class: 'graded' }, made.filter((judgement) => one.grades[judgement.id]).map((judgement) => el('div', {},
      el('dt', {}, judgementLabel(model.words, judgement.id)), el('dd', {}, gradeChip(model.words, one.grades[judgement.id]))))),
    outcomes(model, one),
    one.framework !== 'OTHER' && !one.grades.overall_effectiveness && el('p', { class: 'fine' }, 'No overall grade: this framework does not give one.'))));
}

/** What it says on a scale that is compared with no other, in its own words. */
function outcomes(model, one) {
  const said = Object.entries(one.outcomes);
  return said.length > 0 && [el('p', { class: 'fine' }, 'In the words of its own scale, which is not comparable with the grades above and below:'),
    el('dl', { class: 'graded' }, said.map(([judgement, words]) => el('div', {}, el('dt', {}, judgementLabel(model.words, judgement)), el('dd', {}, words))))];
}

function changes(store, model, authority) {
  const place = el('div', {}, el('p', { class: 'fine' }, 'Loading…'));
  get('/v1/changes', { authority: authority.authorityId, limit: MOST_CHANGES }).then((answer) => {
    const groups = byInspection(answer.changes, model.words);
    replace(place, groups.length === 0 ? el('p', { class: 'fine' }, 'Nothing has changed yet.')
      : el('ol', { class: 'feed' }, groups.map((group) => inspectionItem(group, model.words, store, { named: false }))));
  }).catch((problem) => replace(place, el('p', { class: 'fine' },
    problem.status === 404 ? 'This server does not offer changes.' : `The changes are not available: ${problem.message}`)));
  return place;
}
