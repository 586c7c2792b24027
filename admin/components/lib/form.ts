import { useState } from 'react';
import { Refused, get, post } from './api.js';
import { messageOf } from './load.js';

export interface FieldInfo {
  name: string;
  kind: string;
  required: boolean;
  max?: number;
  min?: number;
  options?: string[];
  of?: string;
  where?: Record<string, string>;
  initial?: unknown;
}

export interface PreviewLine {
  label: string;
  value: string;
}

export interface FormInfo {
  fields: FieldInfo[];
  initial?: Record<string, unknown>;
  preview?: PreviewLine[] | null;
}

export interface Outcome {
  record?: { id?: string; isGone?: boolean };
  reveal?: { label: string; value: string }[] | null;
  report?: PreviewLine[] | null;
  download?: { name: string; type: string; content: string } | null;
  resultId?: string | null;
}

export type Draft = Readonly<Record<string, unknown>>;

/** Where a command of a table or of one row lives. */
export const actionPath = (resource: string, name: string, recordId?: string): string =>
  recordId ? `/resources/${resource}/records/${recordId}/${name}` : `/resources/${resource}/actions/${name}`;

export const readForm = (path: string, input?: Draft): Promise<{ form: FormInfo }> =>
  get(path, { recordIds: undefined, input: input ? JSON.stringify(input) : undefined });

export const initialDraft = ({ fields, initial = {} }: FormInfo): Draft =>
  Object.fromEntries(
    fields.map(({ name, kind, initial: value }) => [
      name,
      initial[name] ?? value ?? (kind === 'flag' ? false : kind === 'many' ? [] : ''),
    ]),
  );

/** What is sent: empty optional fields are left out, documents and numbers as what they are. */
export function inputOf(fields: readonly FieldInfo[], draft: Draft): Record<string, unknown> {
  const entries = fields.map((field) => [field.name, valueOf(field, draft[field.name])] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function valueOf({ kind }: FieldInfo, value: unknown): unknown {
  if (value === '' || value === undefined || value === null) return undefined;
  if (kind === 'number') return Number(value);
  if (kind === 'json') return parsed(value);
  if (kind === 'instant' && typeof value === 'string') return new Date(value).toISOString();
  return value;
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** Sends a command and keeps what was refused by field. */
export function useSending() {
  const [isSending, setSending] = useState(false);
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const [message, setMessage] = useState<string | null>(null);
  const send = async (path: string, body: unknown): Promise<Outcome | null> => {
    setSending(true);
    setMessage(null);
    try {
      return await post<Outcome>(path, body);
    } catch (error) {
      setFaults(error instanceof Refused ? error.errors : {});
      setMessage(messageOf(error));
      return null;
    } finally {
      setSending(false);
    }
  };
  return { isSending, faults, message, send };
}
