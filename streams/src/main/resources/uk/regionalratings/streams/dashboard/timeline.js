// Stacked grades of the chosen area over time (uPlot), the chosen day marked. Pointer and keys move the day.

import { csvLink, fileUrl } from './download.js';
import { $, el, replace, settled } from './dom.js';
import { legend, unratedKey } from './bar.js';
import { paintTimeline } from './painters.js';
import { citedOf, endOf } from './view.js';
import { createReorganisations, inWords } from './reorganisations.js';
import { shareMenu } from './share.js';
import uPlot from './uplot.js';
import { capital, inSentence, isoDate, longDate, percent, plural, seconds, shortDate, shortJudgement } from './words.js';

const HEIGHT = 300;
const LOW = 220;
const NARROW = 420;
const YEAR = 365.25 * 86_400;

export function createTimeline(store, model) {
  let view;
  let chart;
  let drawn;
  let drawnAs;
  let colours;
  const plot = el('div', { class: 'plot', role: 'slider', tabindex: '0', id: 'plot', 'aria-describedby': 'plot-help' });
  const readout = el('p', { class: 'readout' });
  const reorganisations = createReorganisations(plot);
  const broken = el('div', {});
  const table = el('details', { class: 'as-table' }, el('summary', {}, 'Show as a table'));
  replace($('timeline'), readout, plot,
    el('p', { class: 'fine', id: 'plot-help' }, 'Click a day, or use the arrow keys (a month) and Page Up and Page Down (a year), to go there.'),
    legend(model.words, [unratedKey()]), broken, table);
  const which = el('select', { id: 'line', onchange: () => store.set({ line: which.value }) });
  const choice = el('label', {}, el('span', { class: 'hidden' }, 'Judgement'), which);
  const as = el('select', { id: 'as', onchange: () => store.set({ as: as.value }) },
    el('option', { value: 'count' }, 'Authorities'), el('option', { value: 'share' }, 'Shares'));
  const file = csvLink('Download this timeline as CSV');
  replace($('timeline-tools'), choice, el('label', {}, el('span', { class: 'hidden' }, 'In'), as), file,
    shareMenu({ view: 'timeline', about: 'the timeline', store, model, paint: () => paintTimeline(view, model), cited: () => citedOf(view) }));
  const height = () => (plot.clientWidth < NARROW ? LOW : HEIGHT);
  const shares = () => view.state.as === 'share';
  table.addEventListener('toggle', () => table.open && fillTable());
  plot.addEventListener('keydown', move);
  new ResizeObserver(settled(() => chart && plot.clientWidth && chart.setSize({ width: plot.clientWidth, height: height() }), 60)).observe(plot);

  function move(event) {
    const points = view.line.points;
    const months = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12, Home: -Infinity, End: Infinity }[event.key];
    if (months === undefined || points.length === 0) return;
    event.preventDefault();
    const now = nearest(view.day);
    const beyond = months === -1 && points[now].date > view.day ? now : now + months;
    go(points[Math.max(0, Math.min(points.length - 1, beyond))].date);
  }

  function go(day) {
    const bounded = day >= model.today ? '' : day;
    store.set({ asOf: bounded }, { passing: true });
  }

  function nearest(day) {
    const found = view.line.points.findIndex((point) => point.date >= day);
    return found < 0 ? view.line.points.length - 1 : found;
  }

  function resolve(print) {
    const probe = el('span', { hidden: true });
    document.body.append(probe);
    if (print) probe.style.setProperty('color-scheme', 'light');
    const colour = (name) => {
      probe.style.setProperty('color', `var(--${name})`);
      return getComputedStyle(probe).color;
    };
    const found = { ink: colour('ink'), muted: colour('muted'), line: colour('line'), paper: colour('paper'), fills: [] };
    found.fills = [...model.words.grades.map((grade) => colour(`fill-${grade.id.toLowerCase()}`)), colour('fill-not_rated')];
    probe.remove();
    return found;
  }

  /** Each layer reaches from zero to the sum of itself and those below; painted from the highest down. */
  function layers() {
    const points = view.line.points;
    const sums = points.map(() => 0);
    const parts = model.words.grades.map((grade) => (point) => (shares() ? point.shares?.[grade.id] : point.counts[grade.id]) ?? 0);
    parts.push((point) => (shares() ? 0 : point.notRated + point.unsettled));
    const stacked = parts.map((part) => points.map((point, index) => (sums[index] += part(point))));
    return [points.map((point) => seconds(point.date)), ...stacked.reverse()];
  }

  function years(_chart, _axis, min, max) {
    const every = Math.max(1, Math.ceil((max - min) / YEAR / Math.max(2, plot.clientWidth / 60)));
    const found = [];
    for (let year = new Date(min * 1000).getUTCFullYear(); ; year += every) {
      const start = Date.UTC(year, 0, 1) / 1000;
      if (start > max) return found;
      if (start >= min) found.push(start);
    }
  }

  function mark(painted) {
    const { ctx, bbox } = painted;
    const pixels = devicePixelRatio;
    const x = Math.round(painted.valToPos(Math.min(Math.max(seconds(view.day), painted.scales.x.min), painted.scales.x.max), 'x', true));
    ctx.save();
    ctx.strokeStyle = colours.paper;
    ctx.lineWidth = 5 * pixels;
    line(ctx, x, bbox);
    ctx.strokeStyle = colours.ink;
    ctx.lineWidth = 2 * pixels;
    line(ctx, x, bbox);
    ctx.fillStyle = colours.ink;
    ctx.beginPath();
    ctx.arc(x, bbox.top, 5 * pixels, 0, 2 * Math.PI);
    ctx.fill();
    ctx.restore();
  }

  function line(ctx, x, bbox) {
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }

  function options() {
    const axis = { stroke: colours.muted, font: '12px Inter, sans-serif', ticks: { show: false } };
    const fills = [...colours.fills].reverse();
    return {
      width: Math.max(200, plot.clientWidth),
      height: height(),
      padding: [10, 8, 0, 0],
      tzDate: (stamp) => uPlot.tzDate(new Date(stamp * 1000), 'Etc/UTC'),
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
      scales: { x: { time: true }, y: { range: (_chart, _min, max) => [0, shares() ? 1 : Math.max(1, max)] } },
      axes: [
        { ...axis, grid: { show: false }, splits: years, values: (_chart, splits) => splits.map((split) => String(new Date(split * 1000).getUTCFullYear())), size: 30 },
        { ...axis, grid: { stroke: colours.line, width: 1 }, size: 44, ...(shares() ? { splits: () => [0, 0.25, 0.5, 0.75, 1], values: (_chart, splits) => splits.map(percent), size: 52 } : { incrs: [1, 2, 5, 10, 20, 25, 50] }) },
      ],
      series: [{}, ...fills.map((fill) => ({ stroke: colours.paper, width: 1, fill, paths: uPlot.paths.stepped({ align: 1 }), points: { show: false } }))],
      hooks: {
        draw: [mark, reorganisations.place],
        setCursor: [(hovered) => read(hovered.cursor.left >= 0 ? hovered.posToVal(hovered.cursor.left, 'x') : null)],
        ready: [(made) => made.over.addEventListener('click', () => {
          if (made.cursor.left >= 0) go(isoDate(made.posToVal(made.cursor.left, 'x')));
        })],
      },
    };
  }

  /** The sums of the chosen area on the chosen day, by the judgement of the line. */
  const today = () => (view.sumsBy.get(view.lineJudgement) ?? view.sums).get(view.state.area);

  function amount(counts, grade) {
    const count = counts[grade] ?? 0;
    const rated = Object.values(counts).reduce((sum, one) => sum + one, 0);
    return shares() ? percent(rated === 0 ? 0 : count / rated) : String(count);
  }

  /** What the counts were at a moment, or on the chosen day when the pointer is elsewhere. */
  function read(moment) {
    const sum = today();
    let date = view.day;
    let counts = sum.counts;
    let { notRated, superseded, unsettled } = sum;
    let children = view.childrenShare;
    if (moment !== null) {
      const points = view.line.points;
      const index = Math.max(0, points.findIndex((point, at) => at + 1 === points.length || seconds(points[at + 1].date) > moment));
      ({ date, counts, notRated, superseded, unsettled } = points[index]);
      children = points[index].childrenShares?.goodOrOutstanding;
    }
    replace(readout, el('b', {}, shortDate(date)), model.words.grades.map((grade) => el('span', {},
      el('i', { class: `swatch fill ${grade.id.toLowerCase()}`, 'aria-hidden': 'true' }), `${grade.label} `, el('b', {}, amount(counts, grade.id)))),
    notRated > 0 && el('span', {}, el('i', { class: 'swatch fill not_rated', 'aria-hidden': 'true' }), 'Not rated ', el('b', {}, String(notRated))),
    unsettled > 0 && el('span', {}, 'Unsettled ', el('b', {}, String(unsettled))),
    children !== undefined && children !== null && el('span', { class: 'children', title: 'People under 26 in authorities rated Good or Outstanding, of those in rated authorities whose population is known' },
      'Children in Good or Outstanding ', el('b', {}, percent(children))),
    superseded > 0 && el('span', { class: 'muted' }, `${superseded} of these superseded`));
  }

  function fillTable() {
    const grades = model.words.grades;
    const head = ['Date', ...grades.map((grade) => grade.label), 'Not rated', 'Superseded'];
    const points = view.line.points.filter((point, index, all) => index === all.length - 1 || point.date.slice(5, 7) === '12');
    const body = points.map((point) => el('tr', {}, el('th', { scope: 'row' }, shortDate(point.date)),
      [...grades.map((grade) => point.counts[grade.id] ?? 0), point.notRated, point.superseded].map((count) => el('td', { class: 'n' }, String(count)))));
    replace(table, table.firstElementChild, el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Grades at the end of each year' },
      el('table', {}, el('caption', {}, `${view.area.name}: grades at the end of each year`),
        el('thead', {}, el('tr', {}, head.map((name, at) => el('th', { scope: 'col', class: at ? 'n' : '' }, name)))), el('tbody', {}, body))));
  }

  function draw(next) {
    view = next;
    $('timeline-heading').textContent = `Grades over time in ${inSentence(view.area.name)}`;
    choice.hidden = !view.profile;
    replace(which, view.profile ? [...view.judgements, view.judgement].map((id) => el('option', { value: id },
      id === view.judgement ? 'The lowest of these' : capital(shortJudgement(model.words, id)))) : []);
    which.value = view.lineJudgement;
    file.href = fileUrl(`/v1/areas/${view.state.area}/timeline`, { judgement: view.lineJudgement, framework: view.state.framework, lineage: view.state.lineage, to: endOf(view.state) });
    replace(broken, inWords(view.line));
    const sum = today();
    plot.setAttribute('aria-label', 'Day on the timeline');
    plot.setAttribute('aria-valuemin', '0');
    plot.setAttribute('aria-valuemax', String(Math.max(0, view.line.points.length - 1)));
    plot.setAttribute('aria-valuenow', String(nearest(view.day)));
    plot.setAttribute('aria-valuetext', `${longDate(view.day)}: ${model.words.grades.map((grade) => `${sum.counts[grade.id]} ${grade.label}`).join(', ')}, ${plural(sum.notRated, 'not rated', 'not rated')}`);
    as.value = view.state.as;
    if (drawn === view.line && drawnAs === view.state.as && chart) chart.redraw(false);
    else build();
    read(null);
    if (table.open) fillTable();
  }

  function build() {
    chart?.destroy();
    drawn = view.line;
    drawnAs = view.state.as;
    colours ??= resolve();
    chart = new uPlot(options(), layers(), plot);
    reorganisations.build(chart, view.line);
  }

  function repaint(print) {
    colours = resolve(print);
    if (view) build();
  }

  return { draw, repaint };
}
