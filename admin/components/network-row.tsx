import { Icon } from './icon.js';
import { useDrop } from './lib/drop.js';
import { amount, count } from './lib/format.js';
import { slotName } from './lib/network.js';
import type { NetworkNode } from './lib/network.js';
import type { OutlineProps } from './lib/placing.js';
import { t } from './lib/text.js';
import { Status } from './status.js';

interface Props extends OutlineProps {
  node: NetworkNode;
  isOpen: boolean;
  open(): void;
}

/** One member: where, who, which rank, and the figures of what hangs below. Dropped on him is below him. */
export function NetworkRow({ picture, placing, node, chosen, choose, isOpen, open }: Props) {
  const { memberId, name, status, rank, slot, freeSlot } = node;
  const { isOver, ...target } = useDrop(placing, freeSlot === null ? null : { parent: node, slot: freeSlot });
  return (
    <div className={`outline-row${memberId === chosen || isOver ? ' chosen' : ''}`} data-member={memberId} {...target}>
      <Toggle node={node} isOpen={isOpen} open={open} />
      {slot === null ? null : <span className="slot">{slotName(slot, picture.width)}</span>}
      <button
        type="button"
        className="link who"
        data-step
        aria-current={memberId === chosen ? 'true' : undefined}
        onClick={() => choose(memberId)}
      >
        {name}
      </button>
      <span className="muted number">#{memberId}</span>
      {status === 'active' ? null : <Status value={status} feature="members" />}
      {rank ? <span className="pill approved">{rank}</span> : null}
      <Title {...node} />
      <Figures node={node} picture={picture} />
    </div>
  );
}

function Toggle({ node: { name, children, freeSlots }, isOpen, open }: Pick<Props, 'node' | 'isOpen' | 'open'>) {
  if (children + freeSlots === 0) return <span className="toggle" />;
  return (
    <button
      type="button"
      className="toggle"
      aria-expanded={isOpen}
      aria-label={t(isOpen ? 'network.close' : 'network.open', { name })}
      onClick={open}
    >
      <Icon name={isOpen ? 'ChevronDown' : 'ChevronRight'} />
    </button>
  );
}

/** The highest rank ever, where it is not the one of now. */
const Title = ({ rank, title }: NetworkNode) =>
  title !== null && title !== rank ? <span className="muted">{t('network.title', { title })}</span> : null;

function Figures({ node, picture: { tree, width } }: Pick<Props, 'node' | 'picture'>) {
  const { legs, members, children, volume, freeSlots } = node;
  const isTold = tree === 'placement' && width <= 3;
  const below = Math.max(members - 1, children);
  return (
    <dl className="figures">
      {isTold
        ? Array.from({ length: width }, (_, slot) => (
            <Figure
              key={slot}
              name={t('network.legVolume', { slot: slotName(slot, width) })}
              value={amount(legs.find((leg) => leg.slot === slot)?.volume ?? '0.00')}
            />
          ))
        : null}
      {isTold ? null : <Figure name={t('network.legVolume', { slot: t('network.volume') })} value={amount(volume)} />}
      <Figure name={t(tree === 'placement' ? 'network.downline' : 'network.team')} value={count(below)} />
      {tree === 'placement' ? (
        <Figure name={t('network.freeSlots')} value={count(freeSlots)} isEmptyPlace={freeSlots > 0} />
      ) : (
        <Figure name={t('network.brought')} value={brought(children)} />
      )}
    </dl>
  );
}

const brought = (children: number): string => (children > 10_000 ? `${count(10_000)}+` : count(children));

const Figure = ({ name, value, isEmptyPlace = false }: { name: string; value: string; isEmptyPlace?: boolean }) => (
  <div>
    <dt>{name}</dt>
    <dd className={isEmptyPlace ? 'empty-place' : undefined}>{value}</dd>
  </div>
);
