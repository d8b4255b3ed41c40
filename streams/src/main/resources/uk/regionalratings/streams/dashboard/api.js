// Asks the query API. Caches answers until a change arrives, so that replaying a day twice sends one request.

const MOST_ANSWERS = 600;
const MOST_TRIES = 60;
const answers = new Map();
/** About the present alone, whatever version the page shows. */
const PRESENT = /^\/v1\/(changes|status|versions)\b/;

let knownAt = '';
let shown = new Map();

/** From now on questions are about what was known at an instant or a version; about what is known now if it is empty. */
export function know(at) {
  knownAt = at;
  shown = new Map();
}

/** The questions about an earlier version that the page has asked since it was last drawn anew. */
export const shownQuestions = () => [...shown.values()];

/** Notifies the page while the API makes it wait: event `waiting` with seconds, event `answered`. */
export const notices = new EventTarget();

/** An error answer: a problem document (RFC 9457), or no answer at all (status 0). */
export class Problem extends Error {
  constructor(status, title, detail) {
    super(detail || title);
    this.status = status;
    this.title = title;
  }
}

const isPast = (path, parameters) => knownAt && path.startsWith('/v1/') && !PRESENT.test(path) && !('knownAt' in parameters);

/** The address of a question. `knownAt` among the parameters is asked instead of what the page shows. */
export function url(path, parameters = {}) {
  const query = new URLSearchParams();
  if (isPast(path, parameters)) query.set('knownAt', knownAt);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== '' && value !== null && value !== undefined) query.set(name, value);
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

const pause = (millis) => new Promise((done) => setTimeout(done, millis));

async function problemOf(response) {
  try {
    const body = await response.json();
    return new Problem(response.status, body.title ?? response.statusText, body.detail);
  } catch {
    return new Problem(response.status, response.statusText, `The server answered ${response.status}.`);
  }
}

async function ask(address, accept) {
  for (let tries = 1; ; tries++) {
    let response;
    try {
      response = await fetch(address, { headers: { Accept: accept } });
    } catch {
      throw new Problem(0, 'No connection', 'The server can’t be reached.');
    }
    if (response.ok) {
      if (tries > 1) notices.dispatchEvent(new Event('answered'));
      if (address.startsWith('/v1/')) notices.dispatchEvent(new CustomEvent('incomplete', { detail: response.headers.get('Ratings-Incomplete') }));
      return response;
    }
    if (response.status !== 503 || tries >= MOST_TRIES) throw await problemOf(response);
    const seconds = Math.min(60, Number(response.headers.get('Retry-After')) || 5);
    notices.dispatchEvent(new CustomEvent('waiting', { detail: seconds }));
    await pause(seconds * 1000);
  }
}

export function get(path, parameters = {}) {
  const address = url(path, parameters);
  if (isPast(path, parameters)) shown.set(address, { path, parameters });
  const known = answers.get(address);
  if (known) return known;
  const answer = ask(address, 'application/json').then((response) => response.json());
  answers.set(address, answer);
  if (answers.size > MOST_ANSWERS) answers.delete(answers.keys().next().value);
  answer.catch(() => answers.delete(address));
  return answer;
}

export function forget() {
  answers.clear();
}

/** The API's own CSV, byte for byte. */
export async function csv(path, parameters) {
  const response = await ask(url(path, parameters), 'text/csv');
  return response.blob();
}
