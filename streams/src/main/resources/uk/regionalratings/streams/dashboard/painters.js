// The timeline, the compared lines, the regions, the map, the transitions and an authority's grades, each drawn for a picture.

import { svg } from './dom.js';
import { fillOf, INSIDE, LIGHT, onFill, rect, text } from './picture.js';
import { share } from './tally.js';
import { capital, gradeLabel, inSentence, judgementLabel, LETTERS, longDate, percent, seconds, shortDate, shortJudgement, tileNames } from './words.js';

const LEFT = 60;
const FAMILY = { any: 'any framework', ilacs: 'ILACS inspections only', sif: 'SIF inspections only' };

const gradeKey = (model, unrated) => [...model.words.grades.map((grade) => ({ fill: fillOf(grade.id), label: grade.label })),
  ...(unrated ? [{ fill: fillOf(null), label: 'Not rated' }] : [])];

const asOf = (view) => `As of ${longDate(view.day)}, ${FAMILY[view.state.framework]}`;

/** Axes of years and of values in a box. */
function axes(dates, height, ticks) {
  const from = seconds(dates[0]);
  const to = Math.max(from + 1, seconds(dates[dates.length - 1]));
  const x = (iso) => LEFT + ((seconds(iso) - from) / (to - from)) * (INSIDE - LEFT);
  const years = [];
  for (let year = Number(dates[0].slice(0, 4)) + 1; year <= Number(dates[dates.length - 1].slice(0, 4)); year++) {
    years.push(text(x(`${year}-01-01`), height - 4, String(year), { size: 14, fill: LIGHT.muted, anchor: 'middle' }));
  }
  const rules = ticks.map(({ y, label }) => [svg('line', { x1: LEFT, x2: INSIDE, y1: y, y2: y, stroke: LIGHT.line }),
    text(LEFT - 10, y + 5, label, { size: 14, fill: LIGHT.muted, anchor: 'end' })]);
  return { x, nodes: [rules.flat(), years].flat() };
}

const stepped = (points) => points.map(([x, y], at) => (at === 0 ? `M${x.toFixed(1)} ${y.toFixed(1)}` : `H${x.toFixed(1)}V${y.toFixed(1)}`)).join('');

export function paintTimeline(view, model) {
  const height = 430;
  const bottom = height - 30;
  const { points } = view.line;
  const shares = view.state.as === 'share';
  const grades = model.words.grades.map((grade) => grade.id);
  const parts = [...grades.map((id) => (point) => (shares ? point.shares?.[id] : point.counts[id]) ?? 0), (point) => (shares ? 0 : point.notRated + point.unsettled)];
  const most = shares ? 1 : Math.max(1, ...points.map((point) => point.authorities));
  const y = (value) => bottom - (value / most) * (bottom - 10);
  const every = shares ? 0.25 : Math.max(1, Math.ceil(most / 6 / 10) * 10);
  const ticks = Array.from({ length: Math.floor(most / every) + 1 }, (_, at) => ({ y: y(at * every), label: shares ? percent(at * every) : String(at * every) }));
  const frame = axes(points.map((point) => point.date), height, ticks);
  const sums = points.map(() => 0);
  const layers = parts.map((part, at) => {
    points.forEach((point, index) => (sums[index] += part(point)));
    const line = stepped(points.map((point, index) => [frame.x(point.date), y(sums[index])]));
    return svg('path', { d: `${line}V${bottom}H${LEFT}Z`, fill: fillOf(grades[at]) });
  });
  return {
    title: `Grades over time in ${inSentence(view.area.name)}: ${judgementLabel(model.words, view.lineJudgement).toLowerCase()}`,
    subtitle: `${shares ? 'Shares of the authorities with a grade' : 'Authorities'}, up to ${longDate(points[points.length - 1].date)}, ${FAMILY[view.state.framework]}`,
    height, body: [...layers.reverse(), ...frame.nodes], key: gradeKey(model, !shares),
  };
}

export function paintLines({ title, subtitle, dates, lines }) {
  const height = 430;
  const bottom = height - 30;
  const y = (value) => bottom - value * (bottom - 10);
  const frame = axes(dates, height, [0, 0.25, 0.5, 0.75, 1].map((value) => ({ y: y(value), label: percent(value) })));
  const look = (line) => (line.at < 0 ? { stroke: LIGHT.ink, dash: '5 5' } : { stroke: LIGHT.lines[line.at], dash: ['none', '12 5', '3 4', '16 5 3 5', '7 7', '2 7'][line.at] });
  const paths = lines.map((line) => {
    const known = dates.map((date, at) => [date, line.values[at]]).filter(([, value]) => value !== null).map(([date, value]) => [frame.x(date), y(value)]);
    const { stroke, dash } = look(line);
    return svg('path', { d: stepped(known), fill: 'none', stroke, 'stroke-width': 3, 'stroke-dasharray': dash });
  });
  return { title, subtitle, height, body: [...frame.nodes, ...paths], key: lines.map((line) => ({ ...look(line), label: capital(line.name) })) };
}

/** Grades side by side in a bar. */
function bar(sum, grades, x, y, width, height, numbers) {
  let left = x;
  return grades.flatMap((id) => {
    const part = sum.rated === 0 ? 0 : (sum.counts[id] / sum.rated) * width;
    const node = rect(left, y, Math.max(0, part - 1), height, fillOf(id));
    const number = numbers && part > 26 ? text(left + part / 2, y + height / 2 + 5, String(sum.counts[id]), { size: 13, weight: 600, fill: onFill(id), anchor: 'middle' }) : null;
    left += part;
    return number ? [node, number] : [node];
  });
}

export function paintRegions(view, model) {
  const grades = model.words.grades.map((grade) => grade.id);
  const [best, good] = grades;
  const areas = ['country', 'region', 'group'].flatMap((kind) => model.areas.filter((area) => area.kind === kind));
  const columns = view.profile ? view.judgements : [view.judgement];
  const width = (INSIDE - 240) / columns.length;
  const sumOf = (id, area) => (view.profile ? view.sumsBy.get(id) : view.sums).get(area.area);
  const heads = columns.map((id, at) => text(240 + at * width, 14, capital(shortJudgement(model.words, id)), { weight: 600, fill: LIGHT.muted }));
  const rows = areas.flatMap((area, row) => {
    const y = 32 + row * 34;
    return [text(0, y + 16, area.name, { weight: area.kind === 'country' ? 600 : 400 }), ...columns.flatMap((id, at) => {
      const sum = sumOf(id, area);
      const x = 240 + at * width;
      return [text(x + 40, y + 16, sum.rated ? percent(share(sum, best, good)) : '–', { size: 14, weight: 600, anchor: 'end' }), ...bar(sum, grades, x + 52, y, width - 76, 22, !view.profile)];
    })];
  });
  return {
    title: `Regions beside England: ${view.profile ? 'today’s four judgements' : judgementLabel(model.words, view.judgement).toLowerCase()}`,
    subtitle: `${asOf(view)}. Percentages: Good or Outstanding, of the authorities with a grade`,
    height: 32 + areas.length * 34, body: [...heads, ...rows], key: gradeKey(model, false),
  };
}

const TILE = 50;
const IN_A_ROW = 7;

function tile(row, label, x, y, view) {
  const ids = view.profile ? view.judgements : [view.judgement];
  const width = (TILE - 4) / ids.length;
  const fills = ids.map((id, at) => rect(x + at * width, y, width - (view.profile ? 1 : 0), view.profile ? 24 : TILE - 4, fillOf(view.profile ? row.grades[id]?.grade : row.grade), { rx: 3 }));
  const ink = view.profile ? LIGHT.ink : onFill(row.grade);
  return [...fills, view.profile ? null : text(x + (TILE - 4) / 2, y + 20, LETTERS[row.grade] ?? '–', { size: 16, weight: 700, fill: ink, anchor: 'middle' }),
    text(x + (TILE - 4) / 2, y + 38, label, { size: 12, fill: ink, anchor: 'middle' })].filter(Boolean);
}

export function paintMap(view, model, columns) {
  let height = 0;
  const body = columns.flatMap((column, at) => {
    let y = 14;
    const nodes = column.flatMap((region) => {
      const rows = view.england.filter((row) => row.region === region.area);
      const names = tileNames(rows.map((row) => row.name));
      const top = y;
      y += 14 + Math.ceil(rows.length / IN_A_ROW) * TILE + 26;
      return [text(at * 380, top, region.name, { weight: 600, fill: LIGHT.muted }),
        ...rows.flatMap((row, index) => tile(row, names.get(row.name), at * 380 + (index % IN_A_ROW) * TILE, top + 12 + Math.floor(index / IN_A_ROW) * TILE, view))];
    });
    height = Math.max(height, y);
    return nodes;
  });
  const sides = view.profile ? `; in each tile from left to right: ${view.judgements.map((id) => shortJudgement(model.words, id)).join(', ')}` : '';
  return {
    title: `Every authority, by region: ${view.profile ? 'today’s four judgements' : judgementLabel(model.words, view.judgement).toLowerCase()}`,
    subtitle: `${asOf(view)}${sides}`, height, body, key: gradeKey(model, true),
  };
}

export function paintMatrix(answer, said, area, model) {
  const grades = model.words.grades.map((grade) => grade.id);
  const most = Math.max(1, ...answer.cells.filter((cell) => cell.from && cell.to).map((cell) => cell.number));
  const colour = (steps) => (steps > 0 ? '#174a7e' : steps < 0 ? '#9b2c1f' : '#6b6455');
  const cells = grades.flatMap((from, row) => grades.flatMap((to, column) => {
    const found = answer.cells.find((cell) => cell.from === from && cell.to === to);
    const x = 220 + column * 200;
    const y = 30 + row * 70;
    const deep = found ? 0.12 + 0.4 * (found.number / most) : 0;
    return [rect(x, y, 192, 62, found ? colour(found.steps) : LIGHT.paper, { rx: 6, stroke: LIGHT.line, 'fill-opacity': deep }),
      text(x + 96, y + 39, String(found?.number ?? 0), { size: 22, weight: found ? 600 : 400, fill: found ? LIGHT.ink : LIGHT.muted, anchor: 'middle' })];
  }));
  const heads = grades.flatMap((id, at) => [text(220 + at * 200 + 96, 16, `to ${gradeLabel(model.words, id)}`, { fill: LIGHT.muted, anchor: 'middle' }),
    text(0, 30 + at * 70 + 37, `from ${gradeLabel(model.words, id)}`, { fill: LIGHT.muted })]);
  return {
    title: `From grade to grade in ${inSentence(area.name)}: ${judgementLabel(model.words, answer.judgement).toLowerCase()}`,
    subtitle: said, height: 30 + grades.length * 70, body: [...heads, ...cells], key: [],
  };
}

export function paintLanes(authority, model) {
  const { inspections } = authority;
  const made = model.words.judgements.filter((judgement) => inspections.some((one) => one.grades[judgement.id]));
  const height = made.length * 40 + 30;
  const end = authority.abolishedOn ?? model.today;
  const start = `${inspections[0].publishedOn.slice(0, 4)}-01-01`;
  const x = (iso) => 330 + ((seconds(iso) - seconds(start)) / (seconds(end) - seconds(start))) * (INSIDE - 330);
  const lanes = made.flatMap((judgement, row) => {
    const own = inspections.filter((one) => one.grades[judgement.id]);
    return [text(0, row * 40 + 24, judgement.label, { size: 14 }), rect(330, row * 40 + 6, INSIDE - 330, 28, '#f1eee7', { rx: 3 }), ...own.flatMap((one, at) => {
      const from = x(one.publishedOn);
      const to = at + 1 < own.length ? x(own[at + 1].publishedOn) : INSIDE;
      const grade = one.grades[judgement.id];
      const superseded = at + 1 === own.length && authority.ratings[judgement.id]?.superseded;
      return [rect(from, row * 40 + 6, to - from - 2, 28, fillOf(grade), superseded ? { 'fill-opacity': 0.5 } : {}),
        ...(to - from > 30 ? [text(from + 9, row * 40 + 25, LETTERS[grade], { size: 14, weight: 700, fill: onFill(grade) })] : [])];
    })];
  });
  const years = [];
  for (let year = Number(start.slice(0, 4)); year <= Number(end.slice(0, 4)); year += 2) {
    years.push(text(x(`${year}-01-01`), height - 6, String(year), { size: 14, fill: LIGHT.muted }));
  }
  return {
    title: `${authority.name}: grades since the first inspection`,
    subtitle: `Inspections published from ${shortDate(inspections[0].publishedOn)} to ${shortDate(inspections[inspections.length - 1].publishedOn)}; as of ${longDate(end)}. Paler: superseded, a later inspection did not make the judgement`,
    height, body: [...lanes, ...years], key: gradeKey(model, false),
  };
}
