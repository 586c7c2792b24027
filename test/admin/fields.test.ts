import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { fieldsOf } from '../../admin/support/fields.js';
import { amount } from '../../src/core/money.js';
import { email, id, instant, metadata, optionalText, text } from '../../src/core/parse.js';

const kindOf = (schema: z.ZodType, name = 'thing') => fieldsOf(z.strictObject({ [name]: schema }), [])[0];

describe('a command’s form', () => {
  test.each([
    ['an id by its name', id, 'memberId', { kind: 'reference', of: 'members', required: true }],
    ['an id of somebody in a part', id, 'assigneeId', { kind: 'reference', of: 'users' }],
    ['an id that may be left out', id.nullish(), 'teamLeadId', { kind: 'reference', of: 'users', required: false }],
    ['money', amount, 'amount', { kind: 'amount' }],
    ['a moment', instant, 'callbackAt', { kind: 'instant' }],
    ['a day', z.iso.date(), 'day', { kind: 'date' }],
    ['yes or no', z.boolean(), 'isOpen', { kind: 'flag' }],
    ['one of some words', z.enum(['a', 'b']), 'status', { kind: 'choice', options: ['a', 'b'] }],
    ['several words', z.array(z.enum(['a', 'b'])), 'scopes', { kind: 'many', options: ['a', 'b'] }],
    ['a number', z.int().min(1).max(9), 'weight', { kind: 'number', min: 1, max: 9 }],
    ['a document', metadata, 'metadata', { kind: 'json' }],
    ['an address', email, 'email', { kind: 'email' }],
    ['a password', z.string().min(8), 'password', { kind: 'password' }],
    ['a reason', optionalText(500), 'reason', { kind: 'textarea', required: false }],
    ['a file', z.string().max(10_000_000), 'csv', { kind: 'file' }],
    ['a short text', text(100), 'name', { kind: 'text' }],
  ])('draws %s as what it is', (_what, schema, name, expected) => {
    expect(kindOf(schema, name)).toMatchObject({ name, ...expected });
  });

  test('leaves out what the record gives, and takes hints over guesses', () => {
    const schema = z.strictObject({ leadId: id, who: id, note: text(10) });
    const fields = fieldsOf(schema, ['leadId'], { who: { of: 'users', where: { role: 'buyer' } } });
    expect(fields.map(({ name }) => name)).toEqual(['who', 'note']);
    expect(fields[0]).toMatchObject({ kind: 'reference', of: 'users', where: { role: 'buyer' } });
  });
});
