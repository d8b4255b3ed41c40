// Grades, judgements, areas and dates as a page prints them.

export const LETTERS = { OUTSTANDING: 'O', GOOD: 'G', REQUIRES_IMPROVEMENT: 'R', INADEQUATE: 'I' };
export const NOT_RATED = 'not_rated';
export const FAMILIES = [
  { id: 'any', label: 'Any' },
  { id: 'ilacs', label: 'ILACS' },
  { id: 'sif', label: 'SIF' },
];
export const FRAMEWORK_LABELS = {
  SIF: 'SIF',
  SIF_REINSPECTION: 'SIF re-inspection',
  ILACS: 'ILACS',
  ILACS_2026: 'ILACS (from April 2026)',
};
export const ENDED = {
  overall_effectiveness: 'until April 2026',
  in_care_and_care_leavers: 'until January 2023',
  adoption: 'SIF only',
};
/** Questions about several judgements, beside the judgements themselves. */
export const TOGETHER = [
  { id: 'profile', label: 'Today’s four, side by side', note: 'by the lowest of them' },
  { id: 'all', label: 'Any judgement', note: 'by the lowest grade' },
];
const IN_SENTENCE = { overall_effectiveness: 'overall', impact_of_leaders: 'impact of leaders', in_care: 'children in care' };
const IN_COLUMN = { impact_of_leaders: 'Leaders' };

export const SUPERSEDED = 'Superseded: the grade stands, but a later inspection did not make this judgement.';
export const UNRATED = 'Not rated: no inspection published by then makes this judgement under this framework.';

const LONG = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const SHORT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const MOMENT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London',
});

export const longDate = (iso) => LONG.format(new Date(`${iso}T00:00:00Z`));
export const shortDate = (iso) => SHORT.format(new Date(`${iso}T00:00:00Z`));
/** An instant as a clock in London shows it. */
export const moment = (iso) => MOMENT.format(new Date(iso));
/** When a version was: its first part says it; an instant says it itself. */
export const momentOf = (version) => moment(version.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d).*$/, '$1-$2-$3T$4:$5:$6Z'));
export const seconds = (iso) => Date.parse(`${iso}T00:00:00Z`) / 1000;
export const isoDate = (secondsSinceEpoch) => new Date(secondsSinceEpoch * 1000).toISOString().slice(0, 10);
export const isDate = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
export const percent = (share) => `${Math.round(share * 100)}%`;
export const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;

/** An area's name inside a sentence: "the North", "the East of England", "London". */
export function inSentence(name) {
  if (name.startsWith('The ')) return `the ${name.slice(4)}`;
  return /^(North|South|East|West)\b/.test(name) ? `the ${name}` : name;
}

export function gradeLabel(words, grade) {
  return words.grades.find((known) => known.id === grade)?.label ?? (grade ? grade : 'Not rated');
}

export function judgementLabel(words, judgement) {
  return [...words.judgements, ...TOGETHER].find((known) => known.id === judgement)?.label ?? judgement;
}

/** A judgement inside a sentence, and in a narrow column. */
export const shortJudgement = (words, id) => IN_SENTENCE[id] ?? judgementLabel(words, id).toLowerCase();
export const briefJudgement = (words, id) => IN_COLUMN[id] ?? judgementLabel(words, id);

export const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

/** "a, b and c". */
export const listed = (parts) => parts.flatMap((part, at) => [at === 0 ? '' : at === parts.length - 1 ? ' and ' : ', ', part]);

const SMALL_WORDS = new Set(['and', 'of', 'the', 'upon', 'with', 'on']);

/** Up to four letters for a tile: the first ones of a single word, the initials of several. */
function shortName(name) {
  const parts = partsOf(name);
  if (parts.length === 1) return parts[0].slice(0, 4);
  if (parts.length === 2) return parts[0].slice(0, 1) + parts[1].slice(0, 3);
  return parts.map((part) => part[0].toUpperCase()).join('').slice(0, 4);
}

const partsOf = (name) => name.replace(/[,.()]/g, ' ').split(/[\s-]+/).filter((part) => part && !SMALL_WORDS.has(part.toLowerCase()));

/** What a tile may be called, best first; "Derb" for Derby leaves "Derbs" to Derbyshire. */
function shortNames(name) {
  const [first, second = ''] = partsOf(name);
  const letters = name.replace(/[^A-Za-z]/g, '');
  return [shortName(name), ...(/shire$/.test(name) ? [`${first.slice(0, 4)}s`] : []), ...(second ? [first.slice(0, 2) + second.slice(0, 2)] : []),
    letters.slice(0, 3) + letters.slice(-1), ...[5, 6, 7].map((length) => letters.slice(0, length))];
}

/** A short name for each of these, no two alike where letters allow. Shorter names choose first. */
export function tileNames(names) {
  const taken = new Set();
  const chosen = new Map();
  for (const name of [...names].sort((a, b) => a.length - b.length || a.localeCompare(b))) {
    const free = shortNames(name).find((one) => !taken.has(one)) ?? shortName(name);
    taken.add(free);
    chosen.set(name, free);
  }
  return chosen;
}
