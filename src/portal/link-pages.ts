import { z } from 'zod';
import { id } from '../core/parse.js';
import { int } from '../db/row-schema.js';
import { select } from '../db/select.js';
import type { Shown } from '../http/page.js';
import { archiveLink } from '../tracking/archive-link.js';
import { createLink } from '../tracking/create-link.js';
import { Link } from '../tracking/link.js';
import { linkUrl } from '../tracking/present.js';
import { attempt } from './attempt.js';
import { memberPage } from './member-page.js';
import type { MemberVisit } from './member-page.js';
import { before, pageOfRows } from './page-of-rows.js';
import { refusalIn } from './refusal.js';

const text = z.string().max(2000).default('');

memberPage({
  method: 'get',
  path: '/my/links',
  summary: "A member's links and how often they were followed",
  input: before,
  show: (visit) => showLinks(visit, { form: { name: '', destination: '/welcome' }, from: visit.input.before }),
});

memberPage({
  method: 'post',
  path: '/my/links',
  summary: 'Make a link',
  input: z.strictObject({ name: text, destination: text }),

  async show(visit) {
    const { refusal } = await attempt(createLink(visit.me.actor, visit.input));
    if (!refusal) return { goTo: '/my/links' };
    return showLinks(visit, { form: visit.input, fault: refusalIn(visit.page.say, refusal), status: refusal.status });
  },
});

memberPage({
  method: 'post',
  path: '/my/links/:linkId/archival',
  summary: 'Archive a link',
  input: z.strictObject({ linkId: id }),

  async show({ me, input }) {
    const { refusal } = await attempt(archiveLink(me.actor, input));
    if (refusal && refusal.code !== 'wrong_state') throw refusal;
    return { goTo: '/my/links' };
  },
});

interface Asked {
  form: { name: string; destination: string };
  fault?: string;
  status?: number;
  from?: number | undefined;
}

async function showLinks(
  { me, show }: Pick<MemberVisit<unknown>, 'me' | 'show'>,
  { form, fault, status, from }: Asked,
): Promise<Shown> {
  const { rows, next } = await pageOfRows(Link, { memberId: me.member.id, status: 'active' }, from);
  const clicks = await clicksOf(rows.map((link) => link.id));
  const links = rows.map((link) => ({ link, url: linkUrl(link.code), clicks: clicks.get(link.id) ?? 0 }));
  return show('links', { links, next, form, fault: fault ?? null }, status);
}

/** People who followed them in the last 30 days, bots left out. */
async function clicksOf(linkIds: readonly number[]): Promise<Map<number, number>> {
  const rows = await select(
    `SELECT link_id, count(*) AS clicks FROM clicks
     WHERE link_id = ANY ($1::bigint[]) AND created_at > now() - interval '30 days' AND NOT is_bot GROUP BY link_id`,
    [linkIds],
    z.object({ link_id: int, clicks: int }),
  );
  return new Map(rows.map(({ link_id, clicks }) => [link_id, clicks]));
}
