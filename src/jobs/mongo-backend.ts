import { MongoBackend } from '@agendajs/mongo-backend';
import { MongoClient } from 'mongodb';
import type { Backend } from './backend.js';

/** Agenda on MongoDB; it has no doorbell there, so a job that is rung waits for the next look (1 s). */
export async function mongoBackend(url: string): Promise<Backend> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 5000 });
  await client.connect();
  return {
    backend: new MongoBackend({ mongo: client.db(), collection: 'agenda_jobs' }),
    close: () => client.close(),
  };
}
