// Saves what the API answers as CSV. A plain link can't say "Accept: text/csv", so the page fetches and saves.

import { csv } from './api.js';
import { el } from './dom.js';

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = el('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A button that downloads; `question` gives, at the time of the click, a file name and either path and parameters or a blob. */
export function csvButton(label, question) {
  const button = el('button', { type: 'button', class: 'quiet download', 'aria-label': label, title: label }, 'CSV');
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const { path, parameters, name, blob } = await question();
      save(blob ?? (await csv(path, parameters)), name);
      button.textContent = 'Saved';
    } catch (problem) {
      button.textContent = 'Failed';
      button.title = problem.message;
    } finally {
      button.disabled = false;
      setTimeout(() => {
        button.textContent = 'CSV';
        button.title = label;
      }, 2_500);
    }
  });
  return button;
}
