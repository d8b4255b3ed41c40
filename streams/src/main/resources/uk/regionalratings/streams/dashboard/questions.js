// Questions about time, each answered in its place when it is opened, for the chosen area and day.

import { get, url } from './api.js';
import { byInspection, inspectionItem } from './changes.js';
import { csvLink, fileUrl } from './download.js';
import { $, el, replace, stateLink } from './dom.js';
import { shareMenu } from './share.js';
import { capital, gradeLabel, inSentence, longDate, percent, plural, shortDate, shortJudgement } from './words.js';

const FIRST = 10;
const MOST_CHANGES = 1000;
const WORST = 'INADEQUATE';
const days = (count) => plural(count.toLocaleString('en-GB'), 'day', 'days');

export function createQuestions(store, model) {
  let view;
  const who = (row) => stateLink(store, { authority: row.authorityId }, {}, row.name ?? row.authority);
  const grade = (id) => gradeLabel(model.words, id);
  const judgement = (id) => shortJudgement(model.words, id);
  const of = (about) => `/v1/areas/${encodeURIComponent(view.state.area)}/${about}`;
  const items = (rows, text) => (rows.length === 0 ? el('p', { class: 'empty' }, 'Nobody.') : el('ul', {}, rows.map((row) => el('li', {}, text(row)))));
  const wait = (row) => [who(row), `: inspected until ${shortDate(row.lastInspection.endedOn)}, ${days(row.nextInspection.daysWaited)} ago`];

  function estimate(row) {
    const next = row.nextInspection?.estimate;
    return next ? `; next inspection estimated for ${shortDate(next.likely)}, between ${shortDate(next.earliest)} and ${shortDate(next.latest)}` : '';
  }

  const questions = [
    {
      text: 'Who has been Inadequate longest?',
      path: 'authorities',
      given: () => ({ judgement: 'all', grade: WORST, sort: 'standing_since', asOf: view.day }),
      show: ({ authorities }) => items(authorities, (row) => [who(row), `: since ${shortDate(row.standingSince)}, by ${plural(row.inspectionsInARow, 'inspection', 'inspections in a row')}`]),
    },
    {
      text: 'Whose last inspection is more than three years ago?',
      path: 'authorities',
      given: () => ({ waited: '3y', sort: 'waiting', asOf: view.day }),
      show: ({ authorities }) => items(authorities, wait),
    },
    {
      text: 'Who has waited longest for an inspection, and when may it come?',
      path: 'authorities',
      given: () => ({ sort: 'waiting', asOf: view.day }),
      show: ({ authorities }) => [items(authorities.filter((row) => row.lastInspection).slice(0, FIRST), (row) => [...wait(row), estimate(row)]), errorNote(authorities[0])],
    },
    {
      text: 'Who has improved by two grades or more since 2022?',
      path: null,
      given: () => ({ area: view.state.area, direction: 'IMPROVED', steps: 2, from: '2022-01-01', to: view.day < '2022-01-01' ? '2022-01-01' : view.day, limit: MOST_CHANGES }),
      show: ({ changes }) => items(changes, (one) => [who(one), `, ${shortDate(one.publishedOn)}: ${judgement(one.judgement)} from ${grade(one.from)} to ${grade(one.to)}`]),
    },
    {
      text: 'What happened in the last 30 days?',
      path: null,
      given: () => ({ area: view.state.area, last: '30d', to: view.day, limit: MOST_CHANGES }),
      show: ({ changes }) => (changes.length === 0 ? el('p', { class: 'empty' }, 'Nothing was published.')
        : el('ol', { class: 'feed' }, byInspection(changes, model.words).map((group) => inspectionItem(group, model.words, store)))),
    },
    {
      text: 'Which judgement holds the area back?',
      path: 'ratings',
      given: () => ({ judgement: 'profile', asOf: view.day }),
      show: ({ heldBackBy }) => items(heldBackBy, (one) => `${capital(judgement(one.judgement))}: ${percent(one.goodOrOutstanding)} good or outstanding, in England ${percent(one.inEngland)}`),
    },
    {
      text: 'Who has been Inadequate overall since 2018, and what followed?',
      path: 'grades-over-time',
      given: () => ({ judgement: 'overall_effectiveness', from: view.day < '2018-01-01' ? view.day : '2018-01-01', to: view.day, everGraded: WORST }),
      show: ({ authorities }) => items(authorities, (row) => [who(row), `: ${row.spells.slice(row.spells.findIndex((one) => one.grade === WORST)).map((one) => `${grade(one.grade)} from ${shortDate(one.from)}`).join(', ')}`]),
    },
    {
      text: 'Where have services been worst for longest in the last five years?',
      path: 'grades-over-time',
      given: () => ({ from: `${Number(view.day.slice(0, 4)) - 5}-01-01`, to: view.day, sort: 'worst_first' }),
      show: ({ authorities, weights }) => [
        items(authorities.filter((row) => row.points !== null).slice(0, FIRST), (row) => [who(row), `: ${row.points.toFixed(2)} points per day`]),
        el('p', { class: 'fine' }, `A day is worth ${model.words.grades.map((one) => `${weights[one.id]} if ${one.label}`).join(', ')}, for each judgement.`)],
    },
    {
      text: 'How long do reports take from the end of fieldwork?',
      path: 'days-to-publication',
      given: () => ({ asOf: view.day }),
      show: ({ groups }) => items(groups.filter((one) => one.by === 'year').reverse(), (one) => `${one.group}: ${days(one.median)} (median of ${plural(one.inspections, 'report', 'reports')}), from ${one.shortest} to ${one.longest}`),
    },
  ];

  /** An answer about the present alone has no permalink; its own address is cited then. */
  const citedOf = (question, found, address) => ({
    title: `${question.text} ${capital(inSentence(view.area.name))}`, day: view.day, version: found.version, link: new URL(found.permalink ?? address, location.href).href,
  });

  function errorNote(row) {
    const error = row?.nextInspection?.estimate?.backtest;
    return error && el('p', { class: 'fine' }, `These days are estimates from past intervals. Of ${error.estimates} that could be checked, half were wrong by more than ${days(error.medianErrorDays)}; ${percent(error.within)} of the inspections began between the two outer days.`);
  }

  const places = questions.map((question) => {
    const answer = el('div', {});
    const node = el('details', { class: 'fell question' }, el('summary', {}, question.text), answer);
    node.addEventListener('toggle', () => node.open && ask(question, answer));
    return { question, answer, node };
  });
  replace($('questions'), places.map((place) => place.node));

  async function ask(question, answer) {
    const asked = view;
    const path = question.path ? of(question.path) : '/v1/changes';
    const given = question.given();
    try {
      const found = await get(path, given);
      if (asked !== view) return;
      replace(answer, question.show(found), el('p', { class: 'fine' },
        `${capital(inSentence(view.area.name))}, as of ${longDate(view.day)}. `, csvLink(`Download the answer to “${question.text}” as CSV`, fileUrl(path, given)),
        ' ', el('a', { href: url(path, given) }, 'JSON')),
      shareMenu({ about: `the answer to “${question.text}”`, store, model, cited: () => citedOf(question, found, url(path, given)) }));
    } catch (problem) {
      if (asked === view) replace(answer, el('p', { class: 'fine' }, `There is no answer: ${problem.message}`));
    }
  }

  return {
    draw(next) {
      view = next;
      for (const { question, answer, node } of places) if (node.open) ask(question, answer);
    },
  };
}
