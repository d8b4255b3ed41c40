// How an answer is cited: what it is, both dates, the version of its data, where it stays the same, source, licence, day of access.

import { permalink } from './state.js';
import { longDate, momentOf } from './words.js';

export const LICENCE = 'Contains public sector information from Ofsted’s published reports, licensed under the Open Government Licence v3.0.';

/**
 * Where a view stays as it is.
 *
 * @param cited `{ state, day, version, judgement, line }`: the day that it is of, and the judgements that the page chose by itself
 */
export function permalinkTo({ state, day, version, judgement, line }) {
  return location.origin + permalink({ ...state, asOf: day, knownAt: version ?? '', judgement: judgement ?? state.judgement, line: line ?? state.line });
}

/** The dates and the version, as in "As of 20 August 2021, as known on 26 Nov 2026, 09:30 (version 2026…)." */
export function datesOf({ day, version }) {
  return `As of ${longDate(day)}${version ? `, as known on ${momentOf(version)} (version ${version})` : ''}.`;
}

/** The citation of what has a page, or, with `link`, of an answer of the API. */
export function citation(cited, today) {
  const title = [cited.title, cited.subtitle].filter(Boolean).join('. ').replace(/\.$/, '');
  return `Regional Ratings: ${title}. ${datesOf(cited)} ${cited.link ?? permalinkTo(cited)} Source: Ofsted. ${LICENCE} Accessed ${longDate(today)}.`;
}
