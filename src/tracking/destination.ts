import { env } from '../../config/env.js';
import { text } from '../core/parse.js';

const nowhere = 'http://own.invalid';

/** Hosts that a link may lead to: this install's own and those in LINK_HOSTS, as `host` or `host:port`. */
const linkHosts: ReadonlySet<string> = new Set(
  [env.BASE_URL ? new URL(env.BASE_URL).host : `localhost:${String(env.PORT)}`, ...env.LINK_HOSTS.split(',')]
    .map((host) => host.trim().toLowerCase())
    .filter(Boolean),
);

/** Why a link may not lead there, or null: only a path of our own or an http(s) address on an allowed host may be. */
export function destinationFault(destination: string, hosts: ReadonlySet<string> = linkHosts): string | null {
  if (/[\p{Cc}\p{Cf}\s\\]/u.test(destination)) return 'has spaces, control characters or backslashes';
  if (!URL.canParse(destination, nowhere)) return 'is not an address';
  const url = new URL(destination, nowhere);
  const isPath = url.origin === nowhere && destination.startsWith('/');
  return isPath ? null : faultOfAddress(url, hosts);
}

function faultOfAddress(
  { protocol, username, password, host, origin }: URL,
  hosts: ReadonlySet<string>,
): string | null {
  const isWeb = protocol === 'https:' || protocol === 'http:';
  if (!isWeb || origin === nowhere) return 'must start with / or https://';
  if (username || password) return 'must not carry a name or password';
  return hosts.has(host) ? null : `leads to a host that is not allowed (${host})`;
}

/** A link's destination as any door takes it. */
export const destination = text(2000).superRefine((value, context) => {
  const fault = destinationFault(value);
  if (fault) context.addIssue({ code: 'custom', message: fault });
});

/** The destination with what the page behind it needs to know of the visit; a path stays a path. */
export function destinationWith(destination: string, params: Readonly<Record<string, string>>): string {
  const url = new URL(destination, nowhere);
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
  return url.origin === nowhere ? url.href.slice(nowhere.length) : url.href;
}
