/** A field, or a whole row, as bytes of what was read; a million rows are read without making texts of them. */
export interface Field {
  bytes: Uint8Array;
  start: number;
  /** The first byte after it. */
  end: number;
}

/** A field of its own, for text that comes from elsewhere. */
export function fieldOf(text: string): Field {
  const bytes = Buffer.from(text, 'utf8');
  return { bytes, start: 0, end: bytes.length };
}

export const textOf = ({ bytes, start, end }: Field): string =>
  Buffer.from(bytes.subarray(start, end)).toString('utf8');

/** A text as refusals tell it: in quotes, what cannot be seen written out, and the beginning of a long one. */
export const shown = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

export const isEmpty = ({ start, end }: Field): boolean => start === end;
