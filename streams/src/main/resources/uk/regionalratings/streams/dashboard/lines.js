// Several areas over time as lines (uPlot), England dashed as the yardstick. Lines differ in dashes, too, not in colour alone.

import { el, replace, settled } from './dom.js';
import uPlot from './uplot.js';
import { capital, percent, seconds, shortDate } from './words.js';

const HEIGHT = 320;
const YEAR = 365.25 * 86_400;
export const DASHES = [[], [10, 4], [2, 3], [14, 4, 2, 4], [6, 6], [1, 6]];
export const YARDSTICK_DASH = [4, 4];

/** The colour of each line and of the axes, as the style sheet has them at the moment. */
export function colours(names) {
  const probe = el('span', { hidden: true });
  document.body.append(probe);
  const found = Object.fromEntries(names.map((name) => {
    probe.style.setProperty('color', `var(--${name})`);
    return [name, getComputedStyle(probe).color];
  }));
  probe.remove();
  return found;
}

/** A sample of a line, for legends. */
export const sampleOf = (at) => el('span', { class: `sample ${at < 0 ? 'yardstick-line' : `line-${at + 1}`}`, 'aria-hidden': 'true' });

/**
 * @param place where the chart goes
 * @param readout where the values at the pointer go
 */
export function createLines(place, readout) {
  let chart;
  let shown;
  new ResizeObserver(settled(() => chart && place.clientWidth && chart.setSize({ width: place.clientWidth, height: HEIGHT }), 60)).observe(place);

  function years(_chart, _axis, min, max) {
    const every = Math.max(1, Math.ceil((max - min) / YEAR / Math.max(2, place.clientWidth / 60)));
    const found = [];
    for (let year = new Date(min * 1000).getUTCFullYear(); ; year += every) {
      const start = Date.UTC(year, 0, 1) / 1000;
      if (start > max) return found;
      if (start >= min) found.push(start);
    }
  }

  function read(index) {
    const at = index ?? shown.dates.length - 1;
    replace(readout, el('b', {}, shortDate(shown.dates[at])), shown.lines.map((line) => el('span', {}, sampleOf(line.at), `${capital(line.name)} `,
      el('b', {}, line.values[at] === null ? 'not rated' : percent(line.values[at])))));
  }

  function options() {
    const known = colours(['muted', 'line', 'ink', 'line-1', 'line-2', 'line-3', 'line-4', 'line-5', 'line-6']);
    const axis = { stroke: known.muted, font: '12px Inter, sans-serif', ticks: { show: false } };
    return {
      width: Math.max(200, place.clientWidth),
      height: HEIGHT,
      padding: [12, 10, 0, 0],
      tzDate: (stamp) => uPlot.tzDate(new Date(stamp * 1000), 'Etc/UTC'),
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false } },
      scales: { x: { time: true }, y: { range: () => [0, 1] } },
      axes: [
        { ...axis, grid: { show: false }, splits: years, values: (_chart, splits) => splits.map((split) => String(new Date(split * 1000).getUTCFullYear())), size: 30 },
        { ...axis, grid: { stroke: known.line, width: 1 }, size: 52, splits: () => [0, 0.25, 0.5, 0.75, 1], values: (_chart, splits) => splits.map(percent) },
      ],
      series: [{}, ...shown.lines.map((line) => ({
        stroke: line.at < 0 ? known.ink : known[`line-${line.at + 1}`],
        width: line.at < 0 ? 2 : 2.5,
        dash: line.at < 0 ? YARDSTICK_DASH : DASHES[line.at],
        paths: uPlot.paths.stepped({ align: 1 }),
        points: { show: false },
      }))],
      hooks: { setCursor: [(hovered) => read(hovered.cursor.idx)] },
    };
  }

  function build() {
    chart?.destroy();
    chart = new uPlot(options(), [shown.dates.map(seconds), ...shown.lines.map((line) => line.values)], place);
  }

  return {
    /** @param next `{ dates, lines: [{ name, at, values }] }`; `at` is the place among the compared, -1 for the yardstick */
    draw(next) {
      shown = next;
      build();
      read(null);
    },
    repaint: () => shown && build(),
  };
}
