import { z } from 'zod';
import { command } from '../../src/core/command.js';
import { amount, formatAmount } from '../../src/core/money.js';
import { id, metadata, optionalText, text } from '../../src/core/parse.js';
import { anyone, roles, signedIn } from '../../src/core/policy.js';
import { query } from '../../src/core/query.js';
import { endpoint, nothing } from '../../src/http/endpoint.js';
import { page } from '../../src/http/page.js';
import { rawRoute } from '../../src/http/raw-route.js';
import { group } from '../../src/http/route.js';
import { Team } from '../../src/users/team.js';

// Doors small enough to see what every door does.

export const toys = group('toys');

export const makeToy = command({
  name: 'toy.make',
  input: z.strictObject({
    shelfId: id,
    toyName: text(20),
    unitPrice: amount.optional(),
    note: optionalText(50),
    parts: z.array(z.strictObject({ partName: text(20) })).optional(),
    metadata: metadata.optional(),
    userAgent: z.string().optional(),
  }),
  allow: roles('owner'),

  async run({ input, tx, now }) {
    const team = await Team.create({ name: input.toyName }, { transaction: tx });
    return { ...input, toyId: team.id, madeAt: now, secret: 'never shown' };
  },
});

endpoint(toys, {
  method: 'post',
  path: '/shelves/:shelfId/toys',
  summary: 'Make a toy',
  command: makeToy,
  input: (request) => ({ userAgent: request.get('User-Agent') }),
  filled: ['userAgent'],
  present: ({ unitPrice, metadata: kept, ...toy }) => ({
    ...toy,
    unitPrice: unitPrice === undefined ? null : formatAmount(unitPrice),
    metadata: kept ?? {},
  }),
  answer: z.object({
    toyId: z.number(),
    toyName: z.string(),
    unitPrice: z.string().nullable(),
    note: z.string().nullable(),
    parts: z.array(z.object({ partName: z.string() })).optional(),
    metadata: z.record(z.string(), z.unknown()),
    madeAt: z.date(),
  }),
  status: 201,
});

endpoint(toys, {
  method: 'post',
  path: '/payments',
  summary: 'Pay',
  command: command({ name: 'toy.pay', input: z.strictObject({}), allow: signedIn, run: async () => undefined }),
  answer: nothing,
  idempotency: 'required',
});

endpoint(toys, {
  method: 'get',
  path: '/toys',
  summary: 'Find toys',
  query: query({
    name: 'toys.find',
    input: z.strictObject({ toyName: text(20).optional(), 'made[gte]': z.string().optional() }),
    allow: anyone,
    run: async ({ input }) => ({ asked: input }),
  }),
  answer: z.object({ asked: z.record(z.string(), z.unknown()) }),
  crossOrigin: true,
});

endpoint(toys, {
  method: 'get',
  path: '/broken',
  summary: 'Fails by a bug',
  query: query({
    name: 'toys.broken',
    input: z.strictObject({}),
    allow: anyone,
    run: async () => Promise.reject(new Error('SELECT secret FROM plans failed')),
  }),
  answer: nothing,
});

page(toys, {
  method: 'get',
  path: '/toy-shop',
  summary: 'The shop',
  input: z.strictObject({ ref: z.string().max(20).optional() }),
  show: ({ input }) =>
    input.ref === 'home' ? { goTo: '/' } : { view: 'mails/letter', data: { letter: letterFor(input.ref) } },
});

page(toys, {
  method: 'post',
  path: '/toy-shop',
  summary: 'Buy',
  input: z.strictObject({ toyName: text(20) }),
  show: () => ({ goTo: '/toy-shop' }),
});

rawRoute(toys, {
  method: 'get',
  path: '/toy.gif',
  summary: 'A picture',
  hidden: true,
  input: z.strictObject({}),
  handle: ({ response }) => void response.type('gif').send(Buffer.from('GIF89a')),
});

const letterFor = (name = 'nobody') => ({
  language: 'en',
  subject: 'Toys',
  greeting: `Hello ${name},`,
  paragraphs: [],
});
