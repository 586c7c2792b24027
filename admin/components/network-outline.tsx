import type { KeyboardEvent } from 'react';
import { rungsOf, slotName } from './lib/network.js';
import type { FreeRung, NetworkNode } from './lib/network.js';
import type { OutlineProps, Placing } from './lib/placing.js';
import { count } from './lib/format.js';
import { t } from './lib/text.js';
import { FreePlace } from './free-place.js';
import { NetworkRow } from './network-row.js';

/** From here on a branch is drawn on a picture of its own, so that rows stay wide enough to read. */
const deepest = 9;

/** The tree as an outline: arrows walk through it, open and close it. */
export const NetworkOutline = (props: OutlineProps) => (
  <ul className="outline" onKeyDown={walk} data-tree={props.picture.tree}>
    <Branch {...props} node={props.picture.top} level={0} />
  </ul>
);

function Branch(props: OutlineProps & { node: NetworkNode; level: number }) {
  const { picture, placing, node, level, show } = props;
  const isOpen = picture.isOpen(node) || isLaidOpen(node, placing);
  const children = picture.childrenOf(node.memberId);
  const open = (): void => {
    if (level >= deepest && children.length === 0) show(node.memberId, 0);
    else picture.toggle(node);
  };
  return (
    <li>
      <NetworkRow {...props} isOpen={isOpen} open={open} />
      {isOpen ? (
        <ul>
          {rungsOf(node, children, picture.width).map((rung) =>
            rung.kind === 'member' ? (
              <Branch key={rung.node.memberId} {...props} node={rung.node} level={level + 1} />
            ) : (
              <li key={`free-${String(rung.slot)}`}>
                <FreePlace
                  place={{ parent: node, slot: rung.slot }}
                  label={labelOf(node, rung, picture.width)}
                  placing={placing}
                />
              </li>
            ),
          )}
          {children.length > 0 && children.length < node.children ? <More {...props} shown={children.length} /> : null}
        </ul>
      ) : null}
    </li>
  );
}

/** Free places below the last ones drawn show while somebody looks for one; what is dragged must not see rows move. */
const isLaidOpen = ({ children }: NetworkNode, { carried }: Placing): boolean =>
  carried !== null && carried.isDragged !== true && children === 0;

const labelOf = ({ name }: NetworkNode, rung: FreeRung, width: number): string =>
  rung.kind === 'free'
    ? t('network.free', { slot: slotName(rung.slot, width), name })
    : t('network.someFree', { count: count(rung.count), name });

const More = ({ picture, node, shown }: OutlineProps & { node: NetworkNode; shown: number }) => (
  <li>
    <button type="button" className="button small" data-step onClick={() => picture.more(node)}>
      {t('network.more', {
        shown: count(shown),
        count: `${count(Math.min(node.children, 10_000))}${node.children > 10_000 ? '+' : ''}`,
      })}
    </button>
  </li>
);

/** Up and down go from row to row; right opens, left closes or goes to the row above. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const here = (event.target as HTMLElement).closest<HTMLElement>('[data-step]');
  if (!here) return;
  const steps = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('[data-step]'));
  const at = steps.indexOf(here);
  const toggle = here.parentElement?.querySelector<HTMLElement>('[aria-expanded]');
  const above = here.closest('ul')?.parentElement?.querySelector<HTMLElement>('[data-step]');
  const isOpen = toggle?.getAttribute('aria-expanded') === 'true';
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => steps[at + 1]?.focus(),
    ArrowUp: () => steps[at - 1]?.focus(),
    ArrowRight: () => (toggle && !isOpen ? toggle.click() : steps[at + 1]?.focus()),
    ArrowLeft: () => (toggle && isOpen ? toggle.click() : above?.focus()),
  };
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}
