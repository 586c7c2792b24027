/** Text from browsers, which must never be a reason to refuse a visit: made storable, and cut to `max` characters. */
export function lossyText(value: unknown, max: number): string | null {
  if (typeof value !== 'string') return null;
  const storable = Buffer.from(value.slice(0, max).replaceAll('\0', '')).toString();
  return storable.trim().slice(0, max) || null;
}
