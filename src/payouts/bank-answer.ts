import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { invalidField } from '../core/errors.js';

const line = z.object({
  reference: z.string().trim().max(100),
  status: z.string().trim().toLowerCase(),
  bank_reference: z.string().trim().max(100).default(''),
  reason: z.string().trim().max(500).default(''),
});

/** What the bank says of one order. */
export interface BankWord {
  /** Its line in the file, the header being the first. */
  line: number;
  reference: string;
  status: 'paid' | 'failed' | null;
  bankReference: string;
  reason: string;
}

/** Reads the bank's answer: CSV with the columns reference, status (paid, failed), bank_reference, reason. */
export function readBankAnswer(file: string): BankWord[] {
  return recordsOf(file).map((record, index) => readWord(record, index + 2));
}

function readWord(record: unknown, number: number): BankWord {
  const read = line.safeParse(record);
  const [issue] = read.error?.issues ?? [];
  if (!read.success) throw invalidField('file', `line ${number}: ${issue?.path.join('.')}: ${issue?.message}`);
  const { reference, status, bank_reference: bankReference, reason } = read.data;
  const known = status === 'paid' || status === 'failed' ? status : null;
  return { line: number, reference, status: known, bankReference, reason };
}

function recordsOf(file: string): unknown[] {
  const records = parseCsv(file);
  const [header] = records;
  const missing = ['reference', 'status'].filter((column) => header && !(column in header));
  if (!header) throw invalidField('file', 'has no lines');
  if (missing.length > 0) throw invalidField('file', `lacks the column ${missing.join(' and ')}`);
  return records;
}

function parseCsv(file: string): Record<string, unknown>[] {
  try {
    return parse(file, { columns: true, bom: true, skip_empty_lines: true, trim: true, to: 2000 });
  } catch (reason) {
    throw invalidField('file', `is not readable as CSV: ${(reason as Error).message}`);
  }
}
