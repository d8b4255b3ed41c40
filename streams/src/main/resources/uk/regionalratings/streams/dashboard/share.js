// What can be taken away of a view: its link, its citation, its picture as PNG and SVG, and the code that embeds it elsewhere.

import { citation } from './cite.js';
import { el, replace } from './dom.js';
import { save } from './download.js';
import { asPng, asSvg, picture } from './picture.js';
import { address } from './state.js';

const SVG_TYPE = 'image/svg+xml';

/** Where the view is, to be read by people in other places. */
export const linkTo = (state) => location.origin + address(state);

function embedCode(view, state, title) {
  const query = address(state).replace(/^\/\??/, '');
  const source = `${location.origin}/embed?view=${view}${query ? `&${query}` : ''}`;
  const quoted = (content) => content.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
  return `<iframe src="${quoted(source)}" title="${quoted(title)}" width="100%" height="680" loading="lazy"></iframe>`;
}

/**
 * A menu of what can be taken away.
 *
 * @param view the name of the view at /embed
 * @param about what is shared, for its accessible name
 * @param store the page's state
 * @param model the reference data
 * @param paint gives the painted view, or a promise of it; a table has none
 * @param cited gives what the view is cited by: `{ title, day, version, judgement, line }`; the title is the picture's where there is one
 */
export function shareMenu({ view, about, store, model, paint, cited }) {
  const said = el('p', { class: 'fine', role: 'status' });
  const shown = el('textarea', { readonly: true, rows: '3', 'aria-label': 'Text to copy', hidden: true, onfocus: () => shown.select() });
  const summary = el('summary', { class: 'quiet', 'aria-label': `Share ${about}` }, 'Share');
  const menu = el('details', { class: 'share' }, summary, el('div', { class: 'share-menu' },
    item('Copy link', async () => copy(linkTo(store.get()), 'The link')),
    item('Copy citation', async () => copy(citation({ ...await source(), ...(paint && titled(await paint())) }, model.today), 'The citation')),
    paint && [
      item('PNG', () => savePicture('png')),
      item('SVG', () => savePicture('svg')),
      item('Embed', async () => copy(embedCode(view, store.get(), (await paint()).title), 'The code to embed'))],
    shown, said));

  function item(label, act) {
    return el('button', { type: 'button', class: 'quiet', 'aria-label': `${label} of ${about}`, onclick: async () => {
      try {
        await act();
      } catch (problem) {
        replace(said, `That did not work: ${problem.message}`);
      }
    } }, label);
  }

  const source = async () => ({ ...await cited(), state: store.get() });
  const titled = ({ title, subtitle }) => ({ title, subtitle });

  /** Shows the text as well: a page that is not served securely may not write to the clipboard. */
  async function copy(content, what) {
    shown.value = content;
    shown.hidden = false;
    try {
      await navigator.clipboard.writeText(content);
      replace(said, `${what} is copied.`);
    } catch {
      shown.focus();
      replace(said, `${what} is above, to be copied.`);
    }
  }

  async function savePicture(kind) {
    const drawn = picture(await paint(), await source(), model.today);
    const name = `${view}-${store.get().asOf || model.today}.${kind}`;
    save(kind === 'png' ? await asPng(drawn) : new Blob([await asSvg(drawn)], { type: SVG_TYPE }), name);
    replace(said, `${name} is saved.`);
  }

  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    summary.focus();
  });
  menu.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  return menu;
}
