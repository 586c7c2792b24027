import { Lines } from '../engine/lines.js';
import type { Segment } from './segments.js';

/** Lines of a run, with what the standing of their day makes of them. */
export interface GatheredLines {
  lines: Lines;
  /** 1 for lines of members who were suspended: they wait. */
  held: Uint8Array;
  /** 1 for lines that nobody earns, because their member was closed. */
  dropped: Uint8Array;
}

/** Lines of several segments, one after the other; the first one's are not copied. */
export function gatherLines(parts: readonly { lines: Lines; segment: Segment }[]): GatheredLines {
  const lines = parts[0]?.lines ?? new Lines();
  const ends = parts.map(({ lines: { length } }, index) => {
    const before = parts.slice(0, index).reduce((sum, part) => sum + part.lines.length, 0);
    return before + length;
  });
  for (const part of parts.slice(1)) addAll(lines, part.lines);
  const gathered = { lines, held: new Uint8Array(lines.length), dropped: new Uint8Array(lines.length) };
  parts.forEach(({ segment }, index) => mark(gathered, segment, [ends[index - 1] ?? 0, ends[index] ?? 0]));
  return gathered;
}

function addAll(lines: Lines, more: Lines): void {
  for (let place = 0; place < more.length; place++) lines.add(more.at(place));
}

function mark({ lines, held, dropped }: GatheredLines, segment: Segment, [first, end]: [number, number]): void {
  for (let place = first; place < end; place++) {
    const member = lines.beneficiary(place);
    held[place] = segment.suspended[member] ?? 0;
    dropped[place] = segment.closed[member] ?? 0;
  }
}
