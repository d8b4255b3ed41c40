// Adds up the rows of /v1/areas/england/authorities, so that every part of the page shows the same day.

import { NOT_RATED } from './words.js';

export function tally(rows, words) {
  const counts = Object.fromEntries(words.grades.map((grade) => [grade.id, 0]));
  const sum = { counts, notRated: 0, unsettled: 0, superseded: 0, authorities: rows.length, rated: 0 };
  for (const row of rows) {
    if (row.grade) {
      counts[row.grade] = (counts[row.grade] ?? 0) + 1;
      sum.rated++;
    } else if (row.unsettled) {
      sum.unsettled++;
    } else {
      sum.notRated++;
    }
    if (row.superseded) sum.superseded++;
  }
  return sum;
}

/** The rows as in an answer about `judgement` alone. */
export const rowsBy = (rows, judgement) => rows.map((row) => ({ ...row, grade: null, superseded: false, ...row.grades[judgement] }));

/** Share of the rated authorities; 0 if none is rated. */
export const share = (sum, ...grades) =>
  sum.rated === 0 ? 0 : grades.reduce((total, grade) => total + (sum.counts[grade] ?? 0), 0) / sum.rated;

/** The regions and authorities that lie in an area on a day, by whatever areas they do. */
function membersOf(areas, area, day, found = new Set()) {
  if (area.kind === 'region') found.add(area.area);
  for (const { members, from, until } of area.memberships) {
    if ((from && day < from) || (until && day > until)) continue;
    for (const id of members) {
      const inner = areas.find((one) => one.area === id);
      if (inner) membersOf(areas, inner, day, found);
      else found.add(id);
    }
  }
  return found;
}

/** Those of the rows whose authority lies in an area on a day. */
export function rowsOf(rows, areas, area, day) {
  const members = membersOf(areas, area, day);
  return rows.filter((row) => members.has(row.region) || members.has(row.authorityId));
}

/** The segments of a stacked bar: the grades, then the authorities that are not rated. */
export function segments(sum, words) {
  return [
    ...words.grades.map((grade) => ({ id: grade.id, label: grade.label, count: sum.counts[grade.id] ?? 0 })),
    { id: NOT_RATED, label: sum.unsettled > 0 ? 'Not rated or unsettled' : 'Not rated', count: sum.notRated + sum.unsettled },
  ];
}
