const shortest_ms = 100;
const longest_ms = 10_000;
const settled_ms = 30_000;

/** How long to wait before the next restart: doubling while deaths follow quickly, short again after a settled life. */
export function nextPause(last_ms: number, lived_ms: number): number {
  if (lived_ms >= settled_ms || last_ms === 0) return shortest_ms;
  return Math.min(last_ms * 2, longest_ms);
}
