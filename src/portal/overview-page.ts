import { z } from 'zod';
import { Commission } from '../commissions/commission.js';
import { Link } from '../tracking/link.js';
import { linkUrl } from '../tracking/present.js';
import { memberPage } from './member-page.js';
import { ownFigures } from './own-figures.js';

memberPage({
  method: 'get',
  path: '/my',
  summary: 'What a member has and what is coming',
  input: z.strictObject({}),

  async show({ me, show }) {
    const { member, program, user } = me;
    const [figures, latest, link] = await Promise.all([
      ownFigures(member, program),
      Commission.findAll({ where: { beneficiaryId: member.id }, order: [['id', 'DESC']], limit: 5 }),
      Link.findOne({ where: { memberId: member.id, status: 'active' }, order: ['id'] }),
    ]);
    return show('overview', { figures, latest, shareUrl: linkUrl(link?.code ?? user.referralCode) });
  },
});
