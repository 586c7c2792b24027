import { formatAmount } from '../core/money.js';
import type { Transfer } from './transfer.js';

interface Message {
  id: string;
  createdAt: Date;
  debtor: string;
}

/**
 * The batch as ISO 20022 pain.001.001.03. The paying account is the bank's to fill in: it stands as NOTPROVIDED, which
 * banks take from the agreement they have with the sender.
 */
export function pain001(transfers: readonly Transfer[], { id, createdAt, debtor }: Message): string {
  const sum = formatAmount(transfers.reduce((total, { amount }) => total + amount, 0n));
  const count = String(transfers.length);
  const moment = createdAt.toISOString();
  const nameOf = (name: string) => element('Nm', text(name, 70));
  const unknownAgent = element('FinInstnId', element('Othr', element('Id', 'NOTPROVIDED')));
  const header = element(
    'GrpHdr',
    element('MsgId', id),
    element('CreDtTm', moment.slice(0, 19)),
    element('NbOfTxs', count),
    element('CtrlSum', sum),
    element('InitgPty', nameOf(debtor)),
  );
  const payment = element(
    'PmtInf',
    element('PmtInfId', id),
    element('PmtMtd', 'TRF'),
    element('NbOfTxs', count),
    element('CtrlSum', sum),
    element('ReqdExctnDt', moment.slice(0, 10)),
    element('Dbtr', nameOf(debtor)),
    element('DbtrAcct', element('Id', element('Othr', element('Id', 'NOTPROVIDED')))),
    element('DbtrAgt', unknownAgent),
    ...transfers.map(orderOf),
  );
  const schema = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.03';
  const body = element('CstmrCdtTrfInitn', header, payment);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${schema}">${body}</Document>\n`;
}

const isBic = (code: string): boolean => /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(code);
const isIban = (number: string): boolean => /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(number);

function orderOf({ reference, holder, bankCode, accountNumber, amount, currency }: Transfer): string {
  const agent = isBic(bankCode)
    ? element('BIC', bankCode)
    : element('ClrSysMmbId', element('MmbId', text(bankCode, 35)));
  const account = isIban(accountNumber)
    ? element('IBAN', accountNumber)
    : element('Othr', element('Id', text(accountNumber, 34)));
  return element(
    'CdtTrfTxInf',
    element('PmtId', element('EndToEndId', reference)),
    element('Amt', `<InstdAmt Ccy="${text(currency, 3)}">${formatAmount(amount)}</InstdAmt>`),
    element('CdtrAgt', element('FinInstnId', agent)),
    element('Cdtr', element('Nm', text(holder, 70))),
    element('CdtrAcct', element('Id', account)),
    element('RmtInf', element('Ustrd', reference)),
  );
}

const element = (name: string, ...content: string[]): string => `<${name}>${content.join('')}</${name}>`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text as XML 1.0 takes it: cut, without control characters, entities escaped. */
function text(value: string, max: number): string {
  const printable = Array.from(value).filter((character) => character >= ' ');
  const cut = printable.slice(0, max).join('');
  return cut.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
