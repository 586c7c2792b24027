/** Addresses of one embedded PostgreSQL, by who connects. */
export interface Address {
  sockets: string;
  port: number;
}

/** A database's address on the Unix socket; there is no password, for the socket's folder is closed to other people. */
export function addressOf({ sockets, port }: Address, user: string, database: string): string {
  return `postgresql://${user}@/${database}?host=${encodeURIComponent(sockets).replaceAll('%2F', '/')}&port=${port}`;
}
