import { z } from 'zod';
import { Commission } from '../commissions/commission.js';
import { explainMember } from '../commissions/explain/explain-member.js';
import { runSeenBy } from '../commissions/explain/seen-by.js';
import { tell } from '../commissions/explain/tell.js';
import { Link } from '../tracking/link.js';
import { linkUrl } from '../tracking/present.js';
import { memberPage } from './member-page.js';
import { ownFigures } from './own-figures.js';

memberPage({
  method: 'get',
  path: '/my',
  summary: 'What a member has and what is coming',
  input: z.strictObject({}),

  async show({ me, page, show }) {
    const { actor, member, program, user } = me;
    const [figures, latest, link] = await Promise.all([
      ownFigures(member, program),
      Commission.findAll({ where: { beneficiaryId: member.id }, order: [['id', 'DESC']], limit: 5 }),
      Link.findOne({ where: { memberId: member.id, status: 'active' }, order: ['id'] }),
    ]);
    const run = await runSeenBy({ ...actor, programId: program.id }, { memberId: member.id });
    const why = run && (await tell(await explainMember(member, run), page.say.language, page.say)).sentences;
    return show('overview', { figures, latest, why, shareUrl: linkUrl(link?.code ?? user.referralCode) });
  },
});
