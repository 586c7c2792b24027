import { describe, expect, test } from '@jest/globals';
import { literal } from 'sequelize';
import { paysForPeopleSql } from '../../admin/resources/plans.js';
import { parsePlan } from '../../src/programs/plan-document.js';
import { paysForPeople } from '../../src/programs/plan-lint.js';
import { Plan } from '../../src/programs/plan.js';
import { program } from '../commissions/people.js';
import { newProgram } from '../commissions/runs/town.js';

describe('the list of plans', () => {
  test('marks those that pay for people, as the rule does', async () => {
    await program('telemarketing');
    const levels = { tree: 'sponsor', on: ['purchase'], rates_bp: [100] };
    await newProgram('mlm-service', { levels });
    await newProgram('binary-classic', { binary: undefined });
    const plans = await Plan.findAll({ attributes: { include: [[literal(paysForPeopleSql), 'marked']] } });
    const marks = plans.map((plan) => [plan.key, plan.get('marked')]);
    expect(marks).toEqual(plans.map((plan) => [plan.key, paysForPeople(parsePlan(plan.document))]));
    expect(new Set(marks.map(([, mark]) => mark))).toEqual(new Set([true, false]));
  });
});
