import { useState } from 'react';
import type { DragEvent } from 'react';
import type { Place } from './network.js';
import type { Placing } from './placing.js';

/** Makes an element take whoever is dragged onto it; null where there is no room. */
export function useDrop({ carried, drop }: Placing, place: Place | null) {
  const [isOver, setOver] = useState(false);
  return {
    isOver,
    onDragOver: (event: DragEvent): void => {
      if (place === null) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: (): void => setOver(false),
    onDrop: (event: DragEvent): void => {
      setOver(false);
      if (place === null || carried === null) return;
      event.preventDefault();
      drop(place);
    },
  };
}
