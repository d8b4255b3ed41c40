// What every view shows before anything is ingested, or before an area has authorities: that, and how to begin.

import { el } from './dom.js';

const step = (text, command) => el('li', {}, text, el('pre', {}, el('code', {}, command)));

/** Which part of the facts is missing; null when there is something to show. */
export function missing(model) {
  if (model.authorities.length === 0) return 'authorities';
  return model.authorities.every((one) => one.inspections.length === 0) ? 'inspections' : null;
}

export function emptyPage(model) {
  const authorities = missing(model) === 'authorities';
  return [
    el('h1', {}, authorities ? 'Nothing has been ingested yet' : 'No inspection has been ingested yet'),
    el('p', {}, authorities ? 'The pipeline runs and waits for its first records. The numbers appear here as they come; there is no need to reload the page.'
      : `The pipeline knows ${model.authorities.length} authorities and waits for their inspections. The numbers appear here as they come; there is no need to reload the page.`),
    el('ol', { class: 'steps' },
      step('Publish the bundled authorities and the real history since 2014:', './ratings ingest --bundled'),
      step('Or the authorities with a list or reports of your own:', './ratings ingest --reference FILE…'),
      step('Or let the feed of Ofsted’s site bring the whole history:', './ratings feed ofsted')),
  ];
}
