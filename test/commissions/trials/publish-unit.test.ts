import { beforeEach, describe, expect, test } from '@jest/globals';
import { planStudio } from '../../../src/commissions/trials/plan-studio.js';
import { publishDraft } from '../../../src/commissions/trials/publish-draft.js';
import type { Actor } from '../../../src/core/actor.js';
import type { Plan } from '../../../src/programs/plan.js';
import type { Program } from '../../../src/programs/program.js';
import { person } from '../people.js';
import { newProgram } from '../runs/town.js';
import { draft, simulated } from './trials.js';

type Unit = 'volume' | 'members';
const pairValues = { volume: '100.00', members: 1 } as const;

let here: Program;
let owner: Actor;
beforeEach(async () => {
  here = await newProgram('mlm-service');
  owner = await person('owner', here);
});

/** Publishes the program's next version, which pays pairs of a unit from a month on. */
async function publish(unit: Unit, month: string): Promise<Plan> {
  const plan = await draft(here, { binary: { unit, pair_value: pairValues[unit], amount: '10.00' } }, month);
  await simulated(plan);
  const { acknowledgement } = await planStudio(owner, { planId: plan.id });
  return publishDraft(owner, { planId: plan.id, acknowledgement });
}

describe('a version that counts pairs in another unit', () => {
  test('than one of a later month is refused', async () => {
    await publish('volume', '2031-02');
    await expect(publish('members', '2031-01')).rejects.toMatchObject({
      code: 'invalid',
      details: { faults: [{ path: ['document', 'binary', 'unit'], message: expect.stringContaining('in version 2') }] },
    });
    expect((await publish('volume', '2031-01')).status).toBe('published');
  });

  test('than one that never holds, for another of its month came after it, is published', async () => {
    await publish('members', '2031-01');
    await publish('volume', '2031-01');
    expect((await publish('volume', '2031-02')).status).toBe('published');
    await expect(publish('members', '2031-03')).rejects.toMatchObject({ code: 'invalid' });
  });
});
