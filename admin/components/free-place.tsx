import { Icon } from './icon.js';
import { useDrop } from './lib/drop.js';
import type { Place } from './lib/network.js';
import type { Placing } from './lib/placing.js';

interface Props {
  place: Place;
  label: string;
  placing: Placing;
}

/** An empty place: somebody who was picked up is dropped here, or put here by pressing it. */
export function FreePlace({ place, label, placing }: Props) {
  const { isOver, ...target } = useDrop(placing, place);
  return (
    <button
      type="button"
      className={`free-place${isOver ? ' over' : ''}`}
      data-step
      data-free={`${String(place.parent.memberId)}/${String(place.slot)}`}
      aria-disabled={placing.carried === null}
      onClick={() => {
        if (placing.carried) placing.drop(place);
      }}
      {...target}
    >
      <Icon name="PlusCircle" size={14} />
      {label}
    </button>
  );
}
