import { endpoint } from '../http/endpoint.js';
import { pageOf } from '../http/list.js';
import { group } from '../http/route.js';
import { addBankAccount } from './add-bank-account.js';
import { approvePayout } from './approve-payout.js';
import { bankAccountAnswer, listBankAccounts, presentBankAccount } from './bank-account-list.js';
import { cancelPayout } from './cancel-payout.js';
import { failPayout } from './fail-payout.js';
import { listPayouts, showPayout } from './payout-list.js';
import { payoutAnswer, presentPayout, presentPreview, previewAnswer } from './present-payout.js';
import { previewPayout } from './preview-payout.js';
import { rejectPayout } from './reject-payout.js';
import { requestPayout } from './request-payout.js';
import { settlePayout } from './settle-payout.js';
import {
  listWallets,
  presentStatement,
  presentWallet,
  showWallet,
  statementAnswer,
  walletAnswer,
  walletStatement,
} from './wallet.js';

export const payouts = group('payouts');
export const wallets = group('wallets');

const shown = { answer: payoutAnswer, present: presentPayout, essential: true } as const;

endpoint(payouts, {
  ...shown,
  method: 'post',
  path: '/payouts',
  summary: 'Ask for money out of your own wallet; it is held at once.',
  command: requestPayout,
  status: 201,
  idempotency: 'required',
});

endpoint(payouts, {
  method: 'get',
  path: '/payouts',
  summary: 'List payouts, the newest first.',
  query: listPayouts,
  answer: pageOf(payoutAnswer),
});

endpoint(payouts, {
  ...shown,
  method: 'get',
  path: '/payouts/:payoutId',
  summary: 'Show one payout.',
  query: showPayout,
});

endpoint(payouts, {
  method: 'get',
  path: '/payout-previews',
  summary: 'What a payout of an amount would be: every deduction, and why it would be refused.',
  query: previewPayout,
  answer: previewAnswer,
  present: presentPreview,
});

endpoint(payouts, {
  ...shown,
  method: 'put',
  path: '/payouts/:payoutId/approval',
  summary: 'Approve a payout; above the limit of the plan two different people do.',
  command: approvePayout,
});

endpoint(payouts, {
  ...shown,
  method: 'put',
  path: '/payouts/:payoutId/rejection',
  summary: 'Reject a payout; the member has the money back.',
  command: rejectPayout,
});

endpoint(payouts, {
  ...shown,
  method: 'put',
  path: '/payouts/:payoutId/settlement',
  summary: 'Say that the bank has paid, with its reference.',
  command: settlePayout,
});

endpoint(payouts, {
  ...shown,
  method: 'put',
  path: '/payouts/:payoutId/failure',
  summary: 'Say that the bank could not pay; the member has the money back.',
  command: failPayout,
});

endpoint(payouts, {
  ...shown,
  method: 'put',
  path: '/payouts/:payoutId/cancellation',
  summary: 'Take your own request back.',
  command: cancelPayout,
});

endpoint(payouts, {
  method: 'post',
  path: '/bank-accounts',
  summary: 'Say where you want to be paid; the account used so far is archived.',
  command: addBankAccount,
  answer: bankAccountAnswer,
  present: presentBankAccount,
  status: 201,
});

endpoint(payouts, {
  method: 'get',
  path: '/bank-accounts',
  summary: 'List bank accounts, with the end of their numbers only.',
  query: listBankAccounts,
  answer: pageOf(bankAccountAnswer),
});

endpoint(wallets, {
  method: 'get',
  path: '/wallets',
  summary: 'List wallets, reserves and debts with what is available.',
  query: listWallets,
  answer: pageOf(walletAnswer),
});

endpoint(wallets, {
  method: 'get',
  path: '/wallets/:walletId',
  summary: 'Show one wallet.',
  query: showWallet,
  answer: walletAnswer,
  present: presentWallet,
});

endpoint(wallets, {
  method: 'get',
  path: '/wallets/:walletId/statement',
  summary: 'What came into a wallet and what left it, the newest first.',
  query: walletStatement,
  answer: statementAnswer,
  present: presentStatement,
});
