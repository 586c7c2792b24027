import type { Client } from 'pg';
import type { Transaction } from 'sequelize';

/** The driver's own connection of a transaction, which Sequelize keeps to itself; COPY needs it. */
export const connectionOf = (tx: Transaction): Client => (tx as unknown as { connection: Client }).connection;
