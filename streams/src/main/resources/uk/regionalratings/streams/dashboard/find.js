// Finds authorities by any part of any of their names: name, slug, codes, and what people call them.

/** What kind of council it is tells nothing of which one. */
const KINDS = new Set(['the', 'royal', 'london', 'metropolitan', 'borough', 'county', 'city', 'district', 'unitary', 'council', 'authority', 'of', 'and']);
const MOST_FOUND = 8;

export function plain(text) {
  return text.normalize('NFD').toLowerCase().replace(/&/g, ' and ').replace(/['’‘\u0300-\u036f]/g, '').replace(/[^a-z0-9]+/g, ' ').trim();
}

function namesOf(authority, words) {
  return [authority.name, authority.slug, authority.authorityId, authority.dfeCode, authority.gssCode, authority.ofstedUrn, ...(words.knownAs[authority.authorityId] ?? [])]
    .filter(Boolean).map(plain);
}

/** 0 where a name begins with the query, 1 where one of its words does, 2 anywhere else; null where it is no part of a name. */
function rank(names, query) {
  if (names.some((name) => name.startsWith(query))) return 0;
  if (names.some((name) => name.includes(` ${query}`))) return 1;
  if (names.some((name) => name.includes(query))) return 2;
  const telling = query.split(' ').filter((word) => !KINDS.has(word));
  return telling.length > 0 && names.some((name) => telling.every((word) => name.includes(word))) ? 3 : null;
}

export function createFinder(model) {
  let known;
  let index = new Map();

  function names(authority) {
    if (known !== model.authorities) {
      known = model.authorities;
      index = new Map(known.map((one) => [one.authorityId, namesOf(one, model.words)]));
    }
    return index.get(authority) ?? [];
  }

  const rankOf = (authority, query) => rank(names(authority), plain(query));

  return {
    /** Whether the authority of this identity is meant. */
    matches: (authority, query) => plain(query) === '' || rankOf(authority, query) !== null,
    /** The authorities that may be meant, the likeliest first. */
    find(query) {
      if (plain(query) === '') return [];
      return model.authorities.map((one) => ({ one, at: rankOf(one.authorityId, query) })).filter(({ at }) => at !== null)
        .sort((a, b) => Number(Boolean(a.one.abolishedOn)) - Number(Boolean(b.one.abolishedOn)) || a.at - b.at || a.one.name.localeCompare(b.one.name))
        .slice(0, MOST_FOUND).map(({ one }) => one);
    },
  };
}
