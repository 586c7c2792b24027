import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/core/actor.js';
import { listNumber } from '../../src/leads/list-number.js';
import { nextLead } from '../../src/leads/next-lead.js';
import { recordCall } from '../../src/leads/record-call.js';
import type { Program } from '../../src/programs/program.js';
import { asOwner } from '../support/database.js';
import { newLead, person, programWith, team } from './office.js';

let program: Program;
let owner: Actor;

beforeAll(async () => {
  program = await programWith();
  owner = await person('owner', program);
});

describe('the next lead', () => {
  test('is a callback due, then a new one, then a retry; none is left when all wait', async () => {
    const caller = (await team(program)).first;
    const [retry, fresh, callback, ahead] = [
      await newLead(caller),
      await newLead(caller),
      await newLead(caller),
      await newLead(caller),
    ];
    await asOwner(`UPDATE leads SET attempts = 1, retry_at = now() - interval '1 hour' WHERE id = $1`, [retry.id]);
    await asOwner(`UPDATE leads SET attempts = 1, callback_at = now() - interval '1 minute' WHERE id = $1`, [
      callback.id,
    ]);
    await asOwner(`UPDATE leads SET attempts = 1, callback_at = now() + interval '1 day' WHERE id = $1`, [ahead.id]);
    const desk = await nextLead(caller, {});
    expect(desk).toMatchObject({ turn: 'callback', waiting: { callback: 1, new: 1, retry: 1 } });
    expect(desk.history.map(({ kind }) => kind)).toEqual(['created']);
    const order = [];
    for (let next = desk; next.lead; next = await nextLead(caller, {})) {
      order.push(next.lead.id);
      await recordCall(caller, { leadId: next.lead.id, disposition: 'no_answer' });
    }
    expect(order).toEqual([callback.id, fresh.id, retry.id]);
  });

  test('is never a forbidden number, one that had its calls, one outside hours, or another’s', async () => {
    const { first: caller, second } = await team(program);
    const [forbidden, tired, away] = [
      await newLead(caller),
      await newLead(caller),
      await newLead(caller, { timeZone: 'Etc/GMT-9' }),
    ];
    await newLead(second);
    await listNumber(owner, { phone: forbidden.phone ?? '', reason: 'asked' });
    for (const _ of [1, 2, 3]) await recordCall(caller, { leadId: tired.id, disposition: 'interested' });
    const there = new Date().getUTCHours() + 9;
    const clock = (at: number) => `${String((at + 24) % 24).padStart(2, '0')}:00`;
    await programWith({ calling_from: clock(there + 3), calling_until: clock(there - 3) });
    expect((await nextLead(caller, {})).lead).toBeNull();
    await programWith();
    expect((await nextLead(caller, {})).lead?.id).toBe(away.id);
  });
});
