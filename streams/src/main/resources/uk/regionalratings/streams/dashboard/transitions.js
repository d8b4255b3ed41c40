// The question of transitions that a state asks, and its answer in a sentence.

import { get } from './api.js';
import { inSentence, isDate, longDate, percent, plural } from './words.js';

export const pathOf = (view) => `/v1/areas/${encodeURIComponent(view.state.area)}/transitions`;

/** A transition is of one judgement: of several that of the line. */
export const judgementOf = (view) => (!['profile', 'all'].includes(view.judgement) ? view.judgement
  : view.judgements.includes(view.lineJudgement) ? view.lineJudgement : view.judgements[0]);

export function questionOf(view) {
  const { framework, asOf, moves } = view.state;
  const judgement = judgementOf(view);
  return isDate(moves) ? { judgement, framework, from: moves, to: asOf, between: 'days' } : { judgement, framework, asOf, between: moves || 'last_two' };
}

export const prepareMatrix = (view) => get(pathOf(view), questionOf(view));

function when(answer) {
  return answer.between === 'days' ? `from ${longDate(answer.from)} to ${longDate(answer.to)}`
    : `between ${answer.between === 'last_two' ? 'their last two inspections' : 'their first and their last inspection'}`;
}

export function saidOf(answer, area) {
  const { compared, improved, maintained, declined, shares } = answer;
  return compared === 0 ? `No authority in ${inSentence(area.name)} has a grade on either side.`
    : `Of ${plural(compared, 'authority', 'authorities')} in ${inSentence(area.name)} with a grade on either side, ${improved} improved (${percent(shares.improved)}), `
      + `${maintained} stayed (${percent(shares.maintained)}) and ${declined} declined (${percent(shares.declined)}), ${when(answer)}.`;
}
