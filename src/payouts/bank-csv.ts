import { stringify } from 'csv-stringify/sync';
import { formatAmount } from '../core/money.js';
import type { Transfer } from './transfer.js';

/** The batch as a spreadsheet reads it. Cells that a spreadsheet would run as a formula are made plain text. */
export function bankCsv(transfers: readonly Transfer[]): string {
  const rows = transfers.map(({ reference, holder, bankName, bankCode, accountNumber, amount, currency }) => ({
    reference,
    holder,
    bank_name: bankName,
    bank_code: bankCode,
    account_number: accountNumber,
    amount: formatAmount(amount),
    currency,
  }));
  return stringify(rows, { header: true, quoted: true, escape_formulas: true, record_delimiter: 'windows' });
}
