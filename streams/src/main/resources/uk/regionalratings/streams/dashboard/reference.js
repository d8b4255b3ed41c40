// What every view needs first: the areas, the authorities with their inspections, the days, today, and the words.

import { get } from './api.js';

export const createModel = () => ({ words: null, areas: [], authorities: [], days: [], today: '' });

export async function loadReference(model) {
  const [areas, list, now] = await Promise.all([get('/v1/areas'), get('/v1/authorities'), get('/v1/areas/england/ratings')]);
  model.areas = areas.areas;
  model.authorities = list.authorities;
  model.today = now.asOf;
  const days = new Set(list.authorities.flatMap((one) => one.inspections.map((inspection) => inspection.publishedOn)));
  model.days = [...days].filter((day) => day < now.asOf).sort();
  model.days.push(now.asOf);
}

export async function loadWords(model) {
  model.words = await get(new URL('vocabulary.json', import.meta.url).pathname);
}
