// The sentence that the page is about, and what has to be said beside it.

import { $, el, replace, stateLink } from './dom.js';
import { inSentence, judgementLabel, longDate, plural } from './words.js';

const FAMILY_SCOPE = { any: 'any framework', ilacs: 'ILACS inspections only', sif: 'SIF inspections only' };

/** The area that England is set beside: the chosen one, or the first group of regions. */
export function companion(model, area) {
  return area.kind === 'country' ? model.areas.find((one) => one.kind === 'group') : area;
}

export function showHeadline(model, view, store, quiet) {
  const { state, day } = view;
  const best = model.words.grades[0];
  const past = state.asOf && state.asOf < model.today;
  const england = view.sums.get('england');
  const other = companion(model, view.area);
  const overall = state.judgement === 'overall_effectiveness';
  const about = overall ? '' : ` for ${judgementLabel(model.words, state.judgement).toLowerCase()}`;
  const beside = other && view.sums.get(other.area);

  const headline = $('headline');
  headline.setAttribute('aria-live', quiet ? 'off' : 'polite');
  const number = (count) => el('b', {}, String(count));
  replace(headline,
    past && `On ${longDate(day)}, `,
    number(england.counts[best.id]), ` of ${england.authorities} authorities in England ${past ? 'were' : 'are'} ${best.label}${about}`,
    ...(beside ? ['; ', number(beside.counts[best.id]), ` of ${beside.authorities} in ${inSentence(other.name)}`] : []),
    '.');
  document.title = `${headline.textContent} · Regional Ratings`;

  replace($('headline-scope'),
    `${judgementLabel(model.words, state.judgement)}, ${FAMILY_SCOPE[state.framework]}, ${past ? 'as of' : 'today,'} ${longDate(day)}.`);
  const notes = [];
  if (england.superseded) {
    notes.push(`${plural(england.superseded, 'of England’s standing grades is superseded', 'of England’s standing grades are superseded')}: a later inspection did not make this judgement.`);
  }
  if (england.notRated) {
    notes.push(`${plural(england.notRated, 'authority is', 'authorities are')} not rated: no inspection published by then makes this judgement${state.framework === 'any' ? '' : ' under this framework'}.`);
  }
  replace($('headline-change'), notes.join(' '));
  showReform(model, view, store);
}

function showReform(model, view, store) {
  const notice = $('reform');
  const judgement = model.words.judgements.find((one) => one.id === view.state.judgement);
  notice.hidden = judgement.current;
  if (judgement.current) return;
  const texts = {
    overall_effectiveness: ['There is no new overall grade.', ' Since April 2026 Ofsted makes four judgements and no longer an overall one. What you see is the last overall grade of each authority; it says less every month. Look at: '],
    in_care_and_care_leavers: ['An older judgement.', ' Until fieldwork of January 2023 ILACS gave children in care and care leavers one grade together. Today they are two judgements. Look at: '],
    adoption: ['An older judgement.', ' Only the SIF, which ended in 2018, graded adoption. Look at: '],
  };
  const [strong, text] = texts[judgement.id] ?? ['An older judgement.', ' The framework in force no longer makes it. Look at: '];
  const today = model.words.judgements.filter((one) => one.current);
  const links = today.flatMap((one, place) => [
    place === 0 ? '' : place === today.length - 1 ? ' or ' : ', ',
    stateLink(store, { judgement: one.id }, {}, one.label.toLowerCase()),
  ]);
  replace(notice, el('p', {}, el('strong', {}, strong), text, ...links, '.'));
}
