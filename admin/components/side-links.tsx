import { Link } from 'react-router-dom';
import type { Standing } from './lib/network.js';
import { resourceInfo } from './lib/session.js';
import { t } from './lib/text.js';
import { Moment } from './value.js';

/** The ways from a member in the tree to everything else about him, and how his rank came to be. */
export const SideLinks = ({ memberId, wallet, carry, ranks }: Standing) => (
  <>
    {ranks.length > 0 ? (
      <ul className="side-ranks">
        {ranks.map(({ kind, before, after, effectiveAt }) => (
          <li key={`${kind}${effectiveAt}`}>
            {t(kind === 'title' ? 'network.titleBecame' : 'network.rankBecame', {
              before: before ?? '–',
              after: after ?? '–',
            })}{' '}
            <span className="muted">
              <Moment iso={effectiveAt} />
            </span>
          </li>
        ))}
      </ul>
    ) : null}
    <ul className="side-links">
      {linksOf(memberId, wallet, carry?.runId ?? null)
        .filter(({ of }) => resourceInfo(of))
        .map(({ word, href }) => (
          <li key={word}>
            <Link to={href}>{t(`network.link.${word}`)}</Link>
          </li>
        ))}
    </ul>
  </>
);

function linksOf(memberId: number, wallet: number | null, runId: number | null) {
  const list = (of: string, by: string) => `/admin/resources/${of}?filters.${by}=${String(memberId)}`;
  const record = (of: string, id: number) => `/admin/resources/${of}/records/${String(id)}/show`;
  return [
    { word: 'record', of: 'members', href: record('members', memberId) },
    ...(wallet === null ? [] : [{ word: 'statement', of: 'accounts', href: record('accounts', wallet) }]),
    { word: 'sales', of: 'sales', href: list('sales', 'sellerMemberId') },
    { word: 'commissions', of: 'commissions', href: list('commissions', 'beneficiaryId') },
    { word: 'ranks', of: 'rank_history', href: list('rank_history', 'memberId') },
    ...(runId === null ? [] : [{ word: 'run', of: 'runs', href: record('runs', runId) }]),
  ];
}
