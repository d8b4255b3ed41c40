// What the page shows, kept in its address: a copied link shows the same, and back and forward work.

export const DEFAULTS = Object.freeze({
  judgement: '', // those that inspections of the day make
  framework: 'any',
  area: 'england',
  asOf: '', // today
  lineage: '', // a new authority is not rated before its first inspection
  knownAt: '', // what is known now; else the version of a cited page
  line: '', // the judgement over time, of several
  compare: '', // the places side by side, as in places.js
  measure: 'best', // the share that is compared
  then: '', // the earlier day on an authority's page
  moves: '', // transitions: last_two, first_and_last, or the day since when
  direction: '', // of the latest changes
  as: 'count', // the timeline in counts or shares
  grade: '',
  region: '',
  find: '',
  sort: 'name',
  authority: '',
});

/** A version of a topic with many partitions is long. */
const LONGEST = 1000;

export function parse(search) {
  const given = new URLSearchParams(search);
  const state = { ...DEFAULTS };
  for (const name of Object.keys(DEFAULTS)) {
    const value = given.get(name);
    if (value) state[name] = value.slice(0, LONGEST);
  }
  if (state.lineage === 'none') state.lineage = ''; // As a permalink writes it out.
  return state;
}

export function address(state) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) {
    if (value !== DEFAULTS[name]) query.set(name, value);
  }
  const text = query.toString();
  return text ? `/?${text}` : '/';
}

/** The address that shows the same at any time: everything that has a value is written out, defaults included. */
export function permalink(state) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...state, lineage: state.lineage || 'none' })) if (value) query.set(name, value);
  return `/?${query}`;
}

/** Holds the state and reports each change. `passing` changes (dragging, playing, typing) add nothing to the history. */
export function createStore(onChange) {
  let state = parse(location.search);

  function move(next) {
    const before = state;
    state = Object.freeze(next);
    onChange(state, before);
  }

  window.addEventListener('popstate', () => move(parse(location.search)));

  return {
    get: () => state,
    href: (patch) => address({ ...state, ...patch }),
    set(patch, { passing = false } = {}) {
      const next = { ...state, ...patch };
      if (address(next) === address(state)) return;
      if (passing) history.replaceState(null, '', address(next));
      else history.pushState(null, '', address(next));
      move(next);
    },
  };
}
