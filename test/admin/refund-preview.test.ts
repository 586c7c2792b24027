import { describe, expect, test } from '@jest/globals';
import { refundPreview } from '../../admin/pages/refund-preview.js';
import { system } from '../../src/core/actor.js';
import { recordSale } from '../../src/orders/record-sale.js';
import { newMemberWithPassword, openTelemarketing } from '../portal/member.js';
import '../support/database.js';

describe('what a refund would take back', () => {
  test('is told line by line in the language of whoever asks', async () => {
    const { id: programId } = await openTelemarketing();
    const { member } = await newMemberWithPassword(programId);
    const sale = await recordSale(system(programId), {
      externalOrderId: 'preview',
      amount: '59.00',
      sellerMemberId: member.id,
    });
    const told = (language: 'en' | 'hi') => refundPreview(system(programId), sale, { amount: '29.50' }, language);
    const value = '−2.95 BDT';
    expect(await told('en')).toEqual([{ label: expect.stringMatching(/^#\d+ Direct sale \(Pending\)$/), value }]);
    expect(await told('hi')).toEqual([{ label: expect.stringMatching(/^#\d+ सीधी बिक्री \(लंबित\)$/), value }]);
  });
});
