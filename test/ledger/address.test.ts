import { describe, expect, test } from '@jest/globals';
import { budget, floorOf, house, ownerOf, recovery, reserve, wallet, world } from '../../src/ledger/address.js';

describe('an address', () => {
  test.each([
    [wallet(42), 'member:42:wallet', 'member:42'],
    [recovery(42), 'member:42:recovery', 'member:42'],
    [reserve(42), 'member:42:reserve', 'member:42'],
    [budget(7), 'budget:7', 'user:7'],
    [house('ev', 'tax-payable'), 'house:ev:tax-payable', null],
    [world, 'world', null],
  ])('%s says whose it is', (address, text, owner) => {
    expect(address).toBe(text);
    expect(ownerOf(address)).toBe(owner);
  });

  test('of a debt has no floor, of anything else that is owned zero', () => {
    expect([wallet(1), reserve(1), budget(1)].map(floorOf)).toEqual([0n, 0n, 0n]);
    expect([recovery(1), house('ev', 'points'), world].map(floorOf)).toEqual([null, null, null]);
  });
});
