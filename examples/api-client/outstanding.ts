// Prints how many authorities of an area are Outstanding for a judgement on a day, and which they are.
// Usage: node outstanding.js SERVER AREA DAY JUDGEMENT

import type { paths } from './api.js';

type Ratings = paths['/v1/areas/{area}/ratings']['get']['responses'][200]['content']['application/json'];
type Authorities = paths['/v1/areas/{area}/authorities']['get']['responses'][200]['content']['application/json'];
type Question = NonNullable<paths['/v1/areas/{area}/ratings']['get']['parameters']['query']>;

const [server = 'http://localhost:8080', area = 'england', asOf = '2021-08-20', judgement = 'overall_effectiveness'] = process.argv.slice(2);

async function ask<Answer>(path: string, question: Question & { grade?: string }): Promise<Answer> {
  const response = await fetch(`${server}/v1/areas/${encodeURIComponent(area)}/${path}?${new URLSearchParams(question as Record<string, string>)}`);
  if (!response.ok) {
    throw new Error(`${response.status}: ${await response.text()}`);
  }
  return (await response.json()) as Answer;
}

const question = { framework: 'ilacs', judgement, asOf } as Question;
const ratings = await ask<Ratings>('ratings', question);
const outstanding = await ask<Authorities>('authorities', { ...question, grade: 'OUTSTANDING' });

console.log(`${ratings.counts.OUTSTANDING} of ${ratings.authorities} in ${ratings.area} on ${ratings.asOf}`);
console.log(outstanding.authorities.map((authority) => authority.name).join(', '));
