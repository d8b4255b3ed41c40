// The data of a comparison for one state, without any element of the page.

import { get } from './api.js';
import { namesIn, placeOf } from './places.js';
import { rowsBy } from './tally.js';
import { endOf } from './view.js';
import { capital, inSentence, judgementLabel, listed, longDate } from './words.js';

export const ENGLAND = 'england';
export const MEASURES = { best: 'Outstanding', upper: 'Good or Outstanding' };
const OVERALL = 'overall_effectiveness';

export async function prepareComparison(model, state) {
  const chosen = namesIn(state.compare).map((name) => placeOf(model, name)).filter((place) => place.id !== ENGLAND);
  const all = [...chosen, placeOf(model, ENGLAND)];
  const { framework, asOf } = state;
  const profile = await get('/v1/areas/england/authorities', { judgement: 'profile', framework, asOf });
  const by = model.words.judgements.some((one) => one.id === state.line) ? state.line : profile.judgements[0];
  const timeline = (place, from) => get(`/v1/areas/${encodeURIComponent(place.area)}/timeline`, { judgement: by, framework, from, to: endOf(state) });
  const rows = (place, judgement) => get(`/v1/areas/${encodeURIComponent(place.area)}/authorities`, { judgement, framework, asOf });
  const yardstick = await timeline(all[all.length - 1]);
  const [timelines, profiles, overalls, asked] = await Promise.all([
    Promise.all(chosen.map((place) => timeline(place, yardstick.from))),
    ...['profile', OVERALL, by].map((judgement) => Promise.all(all.map((place) => rows(place, judgement)))),
  ]);
  const shown = [...profile.judgements, OVERALL];
  return {
    state,
    places: chosen,
    all,
    judgement: by,
    shown: shown.includes(by) ? shown : [...shown, by],
    day: profile.asOf,
    version: profile.version,
    yardstick,
    timelines,
    rowsOf: (at, id) => (id === OVERALL ? overalls[at].authorities : profile.judgements.includes(id) ? rowsBy(profiles[at].authorities, id) : asked[at].authorities),
  };
}

export const datesOf = (view) => view.yardstick.points.map((point) => point.date);

/** A line for each place and one for England; a value is null while nothing is rated. */
export function linesOf(view, model) {
  const [best] = model.words.grades.map((grade) => grade.id);
  const value = (shares) => (!shares ? null : view.state.measure === 'upper' ? shares.goodOrOutstanding : shares[best]);
  const valuesOf = (line) => {
    const known = new Map(line.points.map((point) => [point.date, point]));
    return datesOf(view).map((date) => (known.has(date) ? value(known.get(date).shares) : null));
  };
  return [...view.places.map((place, at) => ({ name: place.name, at, values: valuesOf(view.timelines[at]) })),
    { name: 'England', at: -1, values: valuesOf(view.yardstick) }];
}

export const namesOf = (view) => (view.places.length === 0 ? 'Compare areas'
  : capital(listed(view.places.map((place) => inSentence(place.name))).join('')) + (view.places.length === 1 ? ' beside England' : ''));

/** What a picture of the lines needs. */
export const paintable = (view, model) => ({
  title: view.places.length === 0 ? 'England' : namesOf(view),
  subtitle: `Share of ${MEASURES[view.state.measure]} among the authorities with a grade, ${judgementLabel(model.words, view.judgement).toLowerCase()}, up to ${longDate(datesOf(view).at(-1))}`,
  dates: datesOf(view),
  lines: linesOf(view, model),
});
