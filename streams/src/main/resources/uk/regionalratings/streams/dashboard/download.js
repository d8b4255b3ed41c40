// Links to what the API answers as CSV, at the path with the suffix. The server names the file; the mark is for Excel.

import { url } from './api.js';
import { el } from './dom.js';

/** The address of an answer as a file. */
export const fileUrl = (path, parameters = {}) => url(`${path}.csv`, { ...parameters, bom: true });

/** A link that downloads. Its address is set with `fileUrl` whenever the question is another one. */
export function csvLink(label, href, text = 'CSV') {
  return el('a', { class: 'quiet download', 'aria-label': label, title: label, href, download: '' }, text);
}

export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = el('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A button that saves what is made of several answers; `made` gives, at the time of the click, its name and the blob. */
export function saveButton(label, made) {
  const button = el('button', { type: 'button', class: 'quiet download', 'aria-label': label, title: label }, 'CSV');
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const { name, blob } = await made();
      save(blob, name);
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
