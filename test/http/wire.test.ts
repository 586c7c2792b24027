import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { fromWire, inWireNames, toWire } from '../../src/http/wire.js';
import { Invalid } from '../../src/core/errors.js';
import { wireName } from '../../src/http/wire-schema.js';

const part: z.ZodType = z.strictObject({
  partName: z.string(),
  get smallerParts() {
    return z.array(part).optional();
  },
});
const schema = z.strictObject({
  orderId: z.number(),
  shipTo: z.strictObject({ streetName: z.string() }).nullish(),
  orderLines: z.array(z.strictObject({ unitPrice: z.string() })).default([]),
  paidBy: z.union([z.strictObject({ cardNumber: z.string() }), z.strictObject({ bankName: z.string() })]).optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  planDocument: z.unknown().optional(),
  part: part.optional(),
});

const inside = {
  orderId: 1,
  shipTo: { streetName: 'a' },
  orderLines: [{ unitPrice: '1' }, { unitPrice: '2' }],
  paidBy: { bankName: 'b' },
  metadata: { someKey: { deeperKey: 1 }, other_key: 2 },
  planDocument: { rateBp: [{ unpaidFirst: 1 }] },
  part: { partName: 'p', smallerParts: [{ partName: 'q' }] },
};
const outside = {
  order_id: 1,
  ship_to: { street_name: 'a' },
  order_lines: [{ unit_price: '1' }, { unit_price: '2' }],
  paid_by: { bank_name: 'b' },
  metadata: { someKey: { deeperKey: 1 }, other_key: 2 },
  plan_document: { rateBp: [{ unpaidFirst: 1 }] },
  part: { part_name: 'p', smaller_parts: [{ part_name: 'q' }] },
};

describe('names on the wire', () => {
  test('are those of the schema in snake_case, at every depth, and come back the same', () => {
    expect(toWire(schema, inside)).toEqual(outside);
    expect(fromWire(schema, outside)).toEqual(inside);
  });

  test('keep free parts exactly as they are', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (metadata) => {
        const free = z.object({ metadata: z.record(z.string(), z.unknown()) });
        const plain = JSON.parse(JSON.stringify({ metadata })) as unknown;
        expect(fromWire(free, plain)).toEqual(plain);
        expect(toWire(free, plain)).toEqual(plain);
      }),
    );
  });

  test('are refused when they are ours', () => {
    expect(() => fromWire(schema, { orderId: 1 })).toThrow(Invalid);
    expect(() => fromWire(schema, { order_lines: [{ unitPrice: '1' }] })).toThrow(Invalid);
  });

  test.each([
    ['orderId', 'order_id'],
    ['id', 'id'],
    ['created[gte]', 'created[gte]'],
    ['aBC', 'a_b_c'],
  ])('%s is %s', (key, name) => {
    expect(wireName(key)).toBe(name);
  });
});

describe('an answer', () => {
  test('holds nothing that its schema does not declare', () => {
    const shown = z.object({ id: z.number(), owner: z.object({ name: z.string() }) });
    expect(toWire(shown, { id: 1, passwordHash: 'x', owner: { name: 'Bo', secret: 'y' } })).toEqual({
      id: 1,
      owner: { name: 'Bo' },
    });
  });

  test('tells times and big numbers as text, in free parts too', () => {
    const shown = z.object({ at: z.date(), volume: z.bigint(), facts: z.record(z.string(), z.unknown()) });
    const at = new Date('2026-11-30T12:00:00Z');
    expect(toWire(shown, { at, volume: 12n, facts: { at, list: [1n] } })).toEqual({
      at: '2026-11-30T12:00:00.000Z',
      volume: '12',
      facts: { at: '2026-11-30T12:00:00.000Z', list: ['1'] },
    });
  });
});

describe('a fault', () => {
  test('names its field as the caller does', () => {
    const fault = new Invalid([
      { path: ['orderLines', 1, 'unitPrice'], code: 'x', message: '' },
      { path: ['metadata', 'someKey'], code: 'x', message: '' },
      { path: ['shipTo', 'streetName2'], code: 'unknown_key', message: '' },
    ]);
    expect((inWireNames(schema, fault) as Invalid).details.faults?.map(({ path }) => path.join('.'))).toEqual([
      'order_lines.1.unit_price',
      'metadata.someKey',
      'ship_to.streetName2',
    ]);
  });

  test('that is not ours stays what it is', () => {
    const bug = new Error('x');
    expect(inWireNames(schema, bug)).toBe(bug);
  });
});
