// What can be compared: listed areas, authorities, the neighbours of one, types of council, lists. A place is named as the API names an area.

import { capital } from './words.js';

export const MOST_PLACES = 6;
const BETWEEN = ';';

/** The names in an address: `north;sunderland;neighbours:sunderland`. */
export const namesIn = (text) => [...new Set(text.split(BETWEEN).map((name) => name.trim()).filter(Boolean))];
export const asText = (places) => places.map((place) => place.id).join(BETWEEN);

const authorityOf = (model, alias) => model.authorities.find((one) => [one.slug, one.authorityId, one.dfeCode, one.gssCode, one.ofstedUrn].includes(alias));

export const typeLabel = (type) => {
  const words = type.replace(/-/g, ' ').replace('london', 'London');
  return capital(/y$/.test(words) ? words.replace(/y$/, 'ies') : `${words}s`);
};

/** Of one authority: itself; `id` is its slug, `area` what the API is asked about. */
export const ofAuthority = (authority) => ({ id: authority.slug, area: `list:${authority.slug}`, name: authority.name, authority });
export const ofArea = (area) => ({ id: area.area, area: area.area, name: area.name });
export const ofNeighbours = (authority) => ({
  id: `neighbours:${authority.slug}`, area: `neighbours:${authority.slug}`, name: `neighbours of ${authority.name}`, neighboursOf: authority,
});
export const ofType = (type) => ({ id: `type:${type}`, area: `type:${type}`, name: typeLabel(type) });

function ofList(model, aliases) {
  const members = aliases.map((alias) => authorityOf(model, alias.trim()));
  if (members.some((one) => !one)) return null;
  if (members.length === 1) return ofAuthority(members[0]);
  const id = `list:${members.map((one) => one.slug).join(',')}`;
  const name = members.length <= 3 ? members.map((one) => one.name).join(', ') : `${members[0].name} and ${members.length - 1} more`;
  return { id, area: id, name };
}

/** The place of this name; null where there is none. */
export function placeOf(model, name) {
  const listed = model.areas.find((area) => area.area === name);
  if (listed) return ofArea(listed);
  const [kind, rest] = name.includes(':') ? [name.slice(0, name.indexOf(':')), name.slice(name.indexOf(':') + 1)] : ['', name];
  const authority = authorityOf(model, rest);
  if (kind === '') return authority ? ofAuthority(authority) : null;
  if (kind === 'neighbours') return authority ? ofNeighbours(authority) : null;
  if (kind === 'type') return model.words.types.includes(rest) ? ofType(rest) : null;
  return kind === 'list' ? ofList(model, rest.split(',')) : null;
}

/** What is wrong with the places of an address; null when nothing. */
export function problemOfPlaces(model, text) {
  const names = namesIn(text);
  const unknown = names.find((name) => !placeOf(model, name));
  if (unknown) return `There is no area or authority “${unknown}” to compare. Name an area, an authority, neighbours:NAME, type:county or list:NAME,NAME.`;
  return names.length > MOST_PLACES ? `At most ${MOST_PLACES} areas can be compared at once; the address names ${names.length}.` : null;
}
