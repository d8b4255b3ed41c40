// A view as a picture that can be taken away: title, day, drawing, key, source and licence in one SVG; colours always light.

import { svg } from './dom.js';
import { datesOf, LICENCE, permalinkTo } from './cite.js';
import { longDate } from './words.js';

export const WIDTH = 1200;
export const INSIDE = 1120;
const MARGIN = 40;
const TITLE_CHARACTERS = 74;
const SUBTITLE_CHARACTERS = 132;
const FOOT_CHARACTERS = 165;

export const LIGHT = {
  ink: '#14202b',
  muted: '#53606b',
  line: '#e0dcd2',
  paper: '#ffffff',
  lines: ['#174a7e', '#b4510a', '#0f766e', '#9d174d', '#5b21b6', '#4d5b0c'],
};
const FILLS = { OUTSTANDING: '#174a7e', GOOD: '#a9d3e8', REQUIRES_IMPROVEMENT: '#f4bd62', INADEQUATE: '#9b2c1f' };
const ON_FILLS = { OUTSTANDING: '#ffffff', GOOD: '#0e2a3c', REQUIRES_IMPROVEMENT: '#3a2400', INADEQUATE: '#ffffff' };
export const fillOf = (grade) => FILLS[grade] ?? '#dedad0';
export const onFill = (grade) => ON_FILLS[grade] ?? '#3d4852';

/** Text at a place: `size`, `weight`, `fill`, `anchor`. */
export function text(x, y, content, { size = 15, weight = 400, fill = LIGHT.ink, anchor = 'start' } = {}) {
  return svg('text', { x, y, 'font-size': size, 'font-weight': weight, fill, 'text-anchor': anchor }, content);
}

export const rect = (x, y, width, height, fill, more) => svg('rect', { x, y, width: Math.max(0, width), height: Math.max(0, height), fill, ...more });

/** Lines of at most so many characters. An SVG breaks no lines by itself. */
function wrapped(content, most) {
  const lines = [''];
  for (const word of content.split(' ')) {
    const last = lines[lines.length - 1];
    if (last && last.length + word.length > most) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
}

/** An address in pieces: it has no spaces to break at. */
const cut = (content, most) => content.match(new RegExp(`.{1,${most}}`, 'g'));

/** The key: a swatch or a line for each entry, in as many rows as they take. */
function keyOf(entries, y) {
  let x = 0;
  let row = 0;
  const nodes = entries.flatMap(({ fill, stroke, dash, label }) => {
    const width = 44 + label.length * 8.2;
    if (x + width > INSIDE) {
      x = 0;
      row++;
    }
    const top = y + row * 26;
    const mark = stroke ? svg('line', { x1: x, y1: top - 5, x2: x + 24, y2: top - 5, stroke, 'stroke-width': 3, 'stroke-dasharray': dash })
      : rect(x, top - 14, 16, 16, fill, { rx: 3 });
    const label_ = text(x + (stroke ? 32 : 24), top, label, { fill: LIGHT.muted });
    x += width;
    return [mark, label_];
  });
  return { nodes, height: entries.length > 0 ? (row + 1) * 26 : 0 };
}

/**
 * The whole picture.
 *
 * @param painted `{ title, subtitle, height, body, key }`: what a painter returns; `body` lies in a box of INSIDE by height
 * @param cited what it is cited by, as in cite.js, printed at the foot
 */
export function picture({ title, subtitle, height, body, key }, cited, today) {
  const titles = wrapped(title, TITLE_CHARACTERS);
  const subtitles = wrapped(subtitle, SUBTITLE_CHARACTERS);
  const under = 24 + titles.length * 38 + 20;
  const top = under + subtitles.length * 22;
  const legend = keyOf(key, top + height + 30);
  const footLines = [LICENCE, `Regional Ratings. ${datesOf(cited)} Accessed ${longDate(today)}.`, ...cut(permalinkTo(cited), FOOT_CHARACTERS)];
  const foot = top + height + 30 + legend.height + 26;
  const whole = foot + footLines.length * 20;
  return svg('svg', {
    xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${WIDTH} ${whole}`, width: WIDTH, height: whole, role: 'img', 'aria-label': `${title}. ${subtitle}`,
    'font-family': 'Inter, Arial, sans-serif',
  }, rect(0, 0, WIDTH, whole, LIGHT.paper),
  svg('g', { transform: `translate(${MARGIN} 0)` },
    titles.map((line, at) => text(0, 54 + at * 38, line, { size: 29, weight: 600 })),
    subtitles.map((line, at) => text(0, under + at * 22, line, { size: 16, fill: LIGHT.muted })),
    svg('g', { transform: `translate(0 ${top})` }, body),
    legend.nodes,
    svg('line', { x1: 0, x2: INSIDE, y1: foot - 22, y2: foot - 22, stroke: LIGHT.line }),
    footLines.map((line, at) => text(0, foot + at * 20, line, { size: 13, fill: LIGHT.muted }))));
}

function base64(bytes) {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}

let font;

/** The page's own font, so that a picture looks the same where it is not installed. */
async function fontRule() {
  font ??= fetch(new URL('inter.woff2', import.meta.url)).then((response) => response.arrayBuffer()).then((buffer) => base64(new Uint8Array(buffer)));
  return `@font-face{font-family:Inter;font-weight:100 900;src:url(data:font/woff2;base64,${await font}) format("woff2")}`;
}

/** The picture as a file that needs nothing else. */
export async function asSvg(drawn) {
  const rule = await fontRule();
  const whole = new XMLSerializer().serializeToString(drawn);
  const opening = whole.indexOf('>') + 1;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${whole.slice(0, opening)}<style>${rule}</style>${whole.slice(opening)}`;
}

/** Twice as many pixels as the picture is wide, for slides and print. */
export async function asPng(drawn) {
  const image = new Image();
  image.src = `data:image/svg+xml;base64,${base64(new TextEncoder().encode(await asSvg(drawn)))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('the browser made no picture'))), 'image/png'));
}
