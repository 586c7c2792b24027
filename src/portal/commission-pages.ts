import { z } from 'zod';
import { Commission } from '../commissions/commission.js';
import { explainLine } from '../commissions/explain/explain-line.js';
import { tell } from '../commissions/explain/tell.js';
import { findOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { memberPage } from './member-page.js';
import { before, pageOfRows } from './page-of-rows.js';

memberPage({
  method: 'get',
  path: '/my/commissions',
  summary: 'What a member earned',
  input: before,

  async show({ me, input, show }) {
    const { rows, next } = await pageOfRows(Commission, { beneficiaryId: me.member.id }, input.before);
    return show('commissions', { rows, next });
  },
});

memberPage({
  method: 'get',
  path: '/my/commissions/:commissionId',
  summary: 'Why a commission is what it is',
  input: z.strictObject({ commissionId: id }),

  async show({ me, input, page, show }) {
    const line = await findOrRefuse(Commission, input.commissionId, { beneficiaryId: me.member.id });
    const { sentences } = await tell(await explainLine(line), page.say.language, page.say);
    return show('commission', { line, sentences });
  },
});
