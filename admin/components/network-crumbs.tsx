import { useState } from 'react';
import { Icon } from './icon.js';
import { count } from './lib/format.js';
import { messageOf } from './lib/load.js';
import { readAbove } from './lib/network.js';
import type { Above, NetworkNode, TreeKey } from './lib/network.js';
import { t } from './lib/text.js';
import { say } from './lib/toast.js';

interface Props {
  tree: TreeKey;
  top: NetworkNode;
  above: Above;
  show(id: number, lift?: number): void;
}

/** Those above the picture, as far up as was asked for. */
export function NetworkCrumbs({ tree, top, above: first, show }: Props) {
  const [above, setAbove] = useState(first);
  const further = (): void => {
    readAbove(tree, top.memberId, above.nextCursor)
      .then((next) => setAbove({ ...next, data: [...above.data, ...next.data] }))
      .catch((error: unknown) => say('error', messageOf(error)));
  };
  if (above.data.length === 0) return null;
  return (
    <nav className="network-crumbs" aria-label={t('network.above')}>
      <ol>
        {above.hasMore ? (
          <li>
            <button type="button" className="button small" onClick={further}>
              <Icon name="MoreHorizontal" />
              {moreAbove(top, above)}
            </button>
          </li>
        ) : null}
        {[...above.data].reverse().map(({ memberId, name }) => (
          <li key={memberId}>
            <button type="button" className="link" onClick={() => show(memberId, 0)}>
              {name}
            </button>
          </li>
        ))}
        <li aria-current="true">{top.name}</li>
      </ol>
    </nav>
  );
}

/** How many levels are above those that are shown; of sponsors nobody has counted. */
const moreAbove = ({ depth }: NetworkNode, { data }: Above): string =>
  depth === null ? t('network.moreAbove') : t('network.levelsAbove', { count: count(depth - 1 - data.length) });
