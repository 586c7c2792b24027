import ipaddr from 'ipaddr.js';

/** The network an address stands for: /24 of IPv4, /56 of IPv6, since one caller easily has many of the latter. */
export function addressPrefix(address: string | undefined): string {
  if (!address || !ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  const bits = parsed.kind() === 'ipv4' ? 24 : 56;
  const bytes = parsed.toByteArray().map((byte, index) => (index < bits / 8 ? byte : 0));
  return `${ipaddr.fromByteArray(bytes).toString()}/${String(bits)}`;
}
