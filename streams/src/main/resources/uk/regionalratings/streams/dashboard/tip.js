// One tooltip for the tiles, shown by pointer and by focus, closed by Escape. The tile's label has the same text.

import { $, el, replace } from './dom.js';

export function createTip() {
  const tip = $('tip');

  function show(target) {
    const [title, ...lines] = target.dataset.tip.split('\n');
    replace(tip, el('b', {}, title), lines.map((line) => el('span', {}, line)));
    tip.hidden = false;
    const box = target.getBoundingClientRect();
    const own = tip.getBoundingClientRect();
    const left = Math.max(8, Math.min(document.documentElement.clientWidth - own.width - 8, box.x + box.width / 2 - own.width / 2));
    const above = box.y - own.height - 8;
    tip.style.setProperty('left', `${left}px`);
    tip.style.setProperty('top', `${above > 8 ? above : box.bottom + 8}px`);
  }

  function hide() {
    tip.hidden = true;
  }

  document.addEventListener('keydown', (event) => event.key === 'Escape' && hide());
  window.addEventListener('scroll', hide, { passive: true });
  window.addEventListener('popstate', hide);

  return {
    attach(container, selector) {
      const over = (event) => {
        const target = event.target.closest(selector);
        if (target) show(target);
        else hide();
      };
      container.addEventListener('pointerover', over);
      container.addEventListener('focusin', over);
      container.addEventListener('pointerleave', hide);
      container.addEventListener('focusout', hide);
      container.addEventListener('click', hide);
    },
  };
}
