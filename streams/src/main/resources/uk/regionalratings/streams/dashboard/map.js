// A map of equal tiles: one for each authority, in a block for each region; the blocks are roughly where the regions are.

import { legend, supersededKey, unratedKey } from './bar.js';
import { $, el, replace, stateLink } from './dom.js';
import { paintMap } from './painters.js';
import { shareMenu } from './share.js';
import { citedOf } from './view.js';
import { createTip } from './tip.js';
import { gradeLabel, judgementLabel, LETTERS, listed, NOT_RATED, shortDate, shortJudgement, SUPERSEDED, tileNames, UNRATED } from './words.js';

/** The rough positions of the regions: columns from west to east, each from north to south. */
const WEST_TO_EAST = [
  ['north-west', 'west-midlands', 'south-west'],
  ['north-east', 'east-midlands', 'london'],
  ['yorkshire-and-the-humber', 'east-of-england', 'south-east'],
];

/** Regions from west to east. An unknown region goes to the column with the most space. */
export function columnsOf(model) {
  const regions = model.areas.filter((area) => area.kind === 'region');
  const known = new Set(WEST_TO_EAST.flat());
  const placed = WEST_TO_EAST.map((column) => column.map((id) => regions.find((one) => one.area === id)).filter(Boolean));
  for (const region of regions.filter((one) => !known.has(one.area))) {
    placed.reduce((least, column) => (column.length < least.length ? column : least)).push(region);
  }
  return placed;
}

export function createMap(store, model) {
  const tip = createTip();
  const tiles = new Map();
  let shape = '';
  let shown;
  const sides = el('p', { class: 'fine', hidden: true });
  const blocks = el('div', { class: 'tiles', id: 'tiles' });
  replace($('map'),
    el('p', { class: 'fine' }, 'One tile for each authority. Move between tiles with the arrow keys; the list below holds the same as a table.'),
    sides, blocks, legend(model.words, [unratedKey(), supersededKey()]));
  replace($('map-tools'), shareMenu({ view: 'map', about: 'the map', store, model, paint: () => paintMap(shown, model, columnsOf(model)), cited: () => citedOf(shown) }));
  blocks.addEventListener('keydown', move);
  blocks.addEventListener('focusin', (event) => {
    const tile = event.target.closest('.tile');
    if (tile) rove(tile);
  });
  tip.attach(blocks, '.tile');

  function rove(tile) {
    for (const one of blocks.querySelectorAll('.tile[tabindex="0"]')) one.tabIndex = -1;
    tile.tabIndex = 0;
  }

  /** Left and right follow the order of the tiles; up and down find the nearest tile on the screen. */
  function move(event) {
    const all = [...blocks.querySelectorAll('.tile')];
    const now = all.indexOf(event.target.closest('.tile'));
    if (now < 0) return;
    const next = {
      ArrowRight: () => all[now + 1],
      ArrowLeft: () => all[now - 1],
      ArrowDown: () => beyond(all, all[now], 1),
      ArrowUp: () => beyond(all, all[now], -1),
      Home: () => all[0],
      End: () => all[all.length - 1],
    }[event.key];
    if (!next) return;
    event.preventDefault();
    next()?.focus();
  }

  function beyond(all, from, direction) {
    const middle = (tile) => {
      const box = tile.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    const here = middle(from);
    let best;
    let least = Infinity;
    for (const tile of all) {
      const there = middle(tile);
      const down = (there.y - here.y) * direction;
      const distance = down + 2 * Math.abs(there.x - here.x);
      if (down > 4 && distance < least) {
        least = distance;
        best = tile;
      }
    }
    return best;
  }

  function build(view) {
    tiles.clear();
    replace(blocks, columnsOf(model).map((column) => el('div', { class: 'column' }, column.map((region) => {
      const rows = view.england.filter((row) => row.region === region.area);
      const short = tileNames(rows.map((row) => row.name));
      return el('div', { class: 'block', data: { region: region.area } },
        el('h3', {}, region.name), el('ul', {}, rows.map((row) => el('li', {}, tile(row, short.get(row.name))))));
    }))));
    blocks.querySelector('a')?.setAttribute('tabindex', '0');
  }

  function tile(row, short) {
    const link = stateLink(store, { authority: row.authorityId }, { tabindex: '-1', data: { authority: row.authorityId } },
      el('b', { 'aria-hidden': 'true' }), el('span', { 'aria-hidden': 'true' }, short), el('span', { class: 'hidden' }));
    tiles.set(row.authorityId, link);
    return link;
  }

  function paint(row, dimmed, view) {
    const link = tiles.get(row.authorityId);
    if (view.profile) {
      paintProfile(row, dimmed, link, view.judgements);
      return;
    }
    const label = gradeLabel(model.words, row.grade);
    const said = `${row.name}: ${label}${row.superseded ? ', superseded' : ''}`;
    link.className = `tile fill ${(row.grade ?? NOT_RATED).toLowerCase()}${row.superseded ? ' is-superseded' : ''}${dimmed ? ' dimmed' : ''}`;
    link.firstElementChild.textContent = row.grade ? LETTERS[row.grade] ?? '?' : '–';
    link.lastElementChild.textContent = said;
    link.dataset.tip = [
      row.name,
      row.publishedOn ? `${label}, published ${shortDate(row.publishedOn)}` : UNRATED,
      row.superseded ? SUPERSEDED : '',
    ].filter(Boolean).join('\n');
  }

  /** The judgements side by side, in the order of the cards. */
  function paintProfile(row, dimmed, link, judgements) {
    const said = judgements.map((id) => {
      const rating = row.grades[id];
      return `${judgementLabel(model.words, id)}: ${gradeLabel(model.words, rating?.grade)}${rating?.superseded ? ', superseded' : ''}`;
    });
    link.className = `tile profile${judgements.some((id) => row.grades[id]?.superseded) ? ' is-superseded' : ''}${dimmed ? ' dimmed' : ''}`;
    replace(link.firstElementChild, judgements.map((id) => el('i', { class: `fill ${(row.grades[id]?.grade ?? NOT_RATED).toLowerCase()}` })));
    link.lastElementChild.textContent = `${row.name}: ${said.join('; ')}`;
    link.dataset.tip = [row.name, ...said].join('\n');
  }

  function draw(view) {
    shown = view;
    const wanted = view.england.map((row) => row.authorityId).join();
    if (wanted !== shape) build(view);
    shape = wanted;
    sides.hidden = !view.profile;
    replace(sides, view.profile ? `In each tile from left to right: ${listed(view.judgements.map((id) => shortJudgement(model.words, id))).join('')}.` : '');
    const inside = new Set(view.rows.flatMap((row) => [row.authorityId, row.region]));
    for (const row of view.england) paint(row, !inside.has(row.authorityId), view);
    for (const [id, link] of tiles) link.href = store.href({ authority: id });
    for (const block of blocks.querySelectorAll('.block')) block.classList.toggle('outside', !inside.has(block.dataset.region));
  }

  return {
    draw,
    returnFrom(authority) {
      const link = tiles.get(authority);
      link?.focus();
      return link !== undefined && document.activeElement === link;
    },
  };
}
