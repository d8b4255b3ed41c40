// On a small screen the cards that few want first are folded to their headings. On a large one nothing is folded.

import { el } from './dom.js';

const NARROW = matchMedia('(max-width: 640px)');

/**
 * Makes each section with `data-fold` foldable.
 *
 * @returns opens the section that holds an element
 */
export function createFolds(root) {
  const folds = [...root.querySelectorAll('[data-fold]')].map((section) => {
    const heading = section.querySelector('h2');
    const button = el('button', { type: 'button', class: 'fold', 'aria-labelledby': heading.id, onclick: () => set(!section.classList.contains('folded')) });
    section.classList.add('foldable');
    heading.after(button);

    function set(folded) {
      section.classList.toggle('folded', folded);
      button.setAttribute('aria-expanded', String(!folded));
    }

    return { section, set };
  });

  function suit() {
    for (const fold of folds) fold.set(NARROW.matches);
  }

  NARROW.addEventListener('change', suit);
  suit();
  return (node) => folds.filter(({ section }) => section.contains(node)).forEach((fold) => fold.set(false));
}
