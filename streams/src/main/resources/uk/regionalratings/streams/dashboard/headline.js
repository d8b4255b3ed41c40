// The page's main statement, and the notes that it needs.

import { $, el, replace, stateLink } from './dom.js';
import { inSentence, judgementLabel, listed, longDate, plural, shortJudgement } from './words.js';

const FAMILY_SCOPE = { any: 'any framework', ilacs: 'ILACS inspections only', sif: 'SIF inspections only' };

/** The area compared with England: the chosen one, or the first group of regions. */
export function companion(model, area) {
  return area.kind === 'country' ? model.areas.find((one) => one.kind === 'group') : area;
}

const number = (count) => el('b', {}, String(count));

export function showHeadline(model, view, store, quiet) {
  const { state, day } = view;
  const past = state.asOf && state.asOf < model.today;
  const other = companion(model, view.area);
  const headline = $('headline');
  headline.setAttribute('aria-live', quiet ? 'off' : 'polite');
  headline.classList.toggle('long', view.profile);
  replace(headline, ...(view.profile ? sideBySide(model, view, past) : inOne(model, view, past, other)), '.');
  document.title = `${headline.textContent} · Regional Ratings`;
  const when = `${FAMILY_SCOPE[state.framework]}, ${past ? 'as of' : 'today,'} ${longDate(day)}.`;
  replace($('headline-scope'), view.profile && other ? besideIt(model, view, other) : '',
    view.judgement === 'all' ? `Each authority by the lowest grade that its last inspection gave, ${when}`
      : view.profile ? `Judgements of equal weight, ${when}`
        : `${judgementLabel(model.words, view.judgement)}, ${when}`);
  replace($('headline-change'), ...(view.profile ? profileNotes(model, view, store, past, other) : [notes(view)]));
  showReform(model, view, store);
}

/** "Outstanding in England today: 60 of 153 authorities for impact of leaders, 28 for help and protection". */
function sideBySide(model, view, past) {
  const best = model.words.grades[0];
  return [`${best.label} in England ${past ? `on ${longDate(view.day)}` : 'today'}: `,
    ...listed(view.judgements.map((judgement, at) => {
      const sum = view.sumsBy.get(judgement).get('england');
      return el('span', {}, number(sum.counts[best.id]), at === 0 ? ` of ${sum.authorities} authorities` : '', ` for ${shortJudgement(model.words, judgement)}`);
    }))];
}

function besideIt(model, view, other) {
  const best = model.words.grades[0];
  const sums = view.judgements.map((judgement) => view.sumsBy.get(judgement).get(other.area));
  if (sums[0].authorities === 0) return `${other.name} has no authority on this day. `;
  return `In ${inSentence(other.name)}, of ${plural(sums[0].authorities, 'authority', 'authorities')}: ${listed(sums.map((sum) => sum.counts[best.id])).join('')}. `;
}

function profileNotes(model, view, store, past, other) {
  const worst = model.words.grades[model.words.grades.length - 1];
  const { last, lastBeside } = view;
  const parts = [stateLink(store, { grade: worst.id, area: 'england', region: '' }, {},
    `${plural(last.inAny[worst.id], 'authority', 'authorities')} in England ${past ? 'were' : 'are'} ${worst.label} in at least one of these`), '. '];
  if (last.lastGivenOn) {
    const best = model.words.grades[0];
    parts.push(stateLink(store, { judgement: last.judgement }, {}, 'The last overall grades'), `, given up to ${longDate(last.lastGivenOn)}: `,
      `${last.counts[best.id]} ${best.label} in England${other && lastBeside ? `, ${lastBeside.counts[best.id]} in ${inSentence(other.name)}` : ''}; `,
      `${last.superseded} of England’s ${last.authorities - last.notRated - last.unsettled} come from before the authority’s last inspection.`);
  }
  return parts;
}

function inOne(model, view, past, other) {
  const any = view.judgement === 'all';
  const grade = any ? model.words.grades[model.words.grades.length - 1] : model.words.grades[0];
  const england = view.sums.get('england');
  const beside = other && view.sums.get(other.area);
  const overall = view.judgement === 'overall_effectiveness';
  const about = any ? ' in at least one judgement of their last inspection'
    : overall ? '' : ` for ${judgementLabel(model.words, view.judgement).toLowerCase()}`;
  const given = view.ended && view.last.lastGivenOn;
  return [
    past && `On ${longDate(view.day)}, `,
    given && `${past ? 'by' : 'By'} the last ${overall ? 'overall ' : ''}grades, given up to ${longDate(given)}, `,
    number(england.counts[grade.id]), ` of ${england.authorities} authorities in England ${past || given ? 'were' : 'are'} ${grade.label}${about}`,
    ...(beside && beside.authorities === 0 ? [`; ${inSentence(other.name)} has no authority on this day`] : beside ? ['; ', number(beside.counts[grade.id]), ` of ${beside.authorities} in ${inSentence(other.name)}`] : [])];
}

function notes(view) {
  const england = view.sums.get('england');
  const said = [];
  if (england.superseded) {
    said.push(`${plural(england.superseded, 'of England’s standing grades is superseded', 'of England’s standing grades are superseded')}: a later inspection did not make this judgement.`);
  }
  if (england.notRated) {
    said.push(`${plural(england.notRated, 'authority is', 'authorities are')} not rated: no inspection published by then makes this judgement${view.state.framework === 'any' ? '' : ' under this framework'}.`);
  }
  if (england.unsettled) {
    said.push(`${plural(england.unsettled, 'new authority is', 'new authorities are')} unsettled: the councils before it differ.`);
  }
  return said.join(' ');
}

function showReform(model, view, store) {
  const notice = $('reform');
  notice.hidden = !view.ended;
  if (!view.ended) return;
  const texts = {
    overall_effectiveness: ['There is no new overall grade.', ' These are the last ones given, each with its date in the list below; they say less every month. '],
    in_care_and_care_leavers: ['An older judgement.', ' Until fieldwork of January 2023 ILACS gave children in care and care leavers one grade together. Later they are two judgements. '],
    adoption: ['An older judgement.', ' Only the SIF, which ended in 2018, graded adoption. '],
  };
  const [strong, text] = texts[view.judgement] ?? ['An older judgement.', ' Inspections of this day no longer make it. '];
  replace(notice, el('p', {}, el('strong', {}, strong), text, 'Look at ', stateLink(store, { judgement: '' }, {}, 'what inspections of this day make'), '.'));
}
