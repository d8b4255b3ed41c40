// How to hear of the next inspection without looking at the page: four ways, two lines each.

import { url } from './api.js';
import { el } from './dom.js';
import { inSentence } from './words.js';

function way(name, first, second) {
  return el('div', {}, el('dt', {}, name), el('dd', {}, first, el('br'), second));
}

/** A button that opens the ways to follow. `show` sets the area that the feed and the stream are of. */
export function createFollow() {
  const page = document.querySelector('link[rel=alternate][type="application/atom+xml"]');
  const feed = el('a', { id: 'follow-feed' });
  const stream = el('a', { id: 'follow-stream' });
  const area = el('span');
  const node = el('details', { class: 'follow', id: 'follow' },
    el('summary', {}, 'Follow'),
    el('dl', {},
      way('Feed', ['A feed reader shows each new inspection in ', area, ' as a headline.'], ['Give it this address: ', feed, '.']),
      way('Webhook', 'Your own system receives each change as a signed request.', ['Whoever runs this service adds its address to the alerts file.']),
      way('Mail', 'You receive a message for each inspection, or one summary a day.', ['Whoever runs this service adds your address to the alerts file.']),
      way('Stream', 'A program receives each change within a second, for as long as it listens.', ['It opens ', stream, ' and goes on after an interruption.'])));
  return {
    node,
    show(chosen) {
      const question = { area: chosen.area };
      feed.href = url('/v1/changes.atom', question);
      feed.textContent = new URL(feed.href, location.href).href;
      stream.href = url('/v1/changes/stream', question);
      stream.textContent = stream.getAttribute('href');
      area.textContent = inSentence(chosen.name);
      page.href = feed.href;
      page.title = `Inspections in ${inSentence(chosen.name)}`;
    },
  };
}
