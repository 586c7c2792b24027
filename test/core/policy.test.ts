import { describe, expect, test } from '@jest/globals';
import { principal, system, visitor } from '../../src/core/actor.js';
import type { Actor } from '../../src/core/actor.js';
import { Invalid, NotFound, Refusal, WrongState, errorCodes, invalidField } from '../../src/core/errors.js';
import { anyOf, anyone, authorise, programOf, roles, scope, signedIn, systemOnly } from '../../src/core/policy.js';
import { buyer, owner } from './toys.js';

const key: Actor = { ...owner, kind: 'key', keyId: 7, role: null, scopes: ['sales:write'] };

describe('a policy', () => {
  test.each([
    ['roles', roles('owner', 'admin'), [true, false, false, false]],
    ['a scope of keys', scope('sales:write'), [false, false, true, false]],
    ['another scope', scope('leads:read'), [false, false, false, false]],
    ['one of several', anyOf(roles('buyer'), scope('sales:write')), [false, true, true, false]],
    ['people', signedIn, [true, true, false, false]],
    ['anyone', anyone, [true, true, true, true]],
    ['nobody', systemOnly, [false, false, false, false]],
  ])('by %s lets pass whom it names', (_name, policy, expected) => {
    expect([owner, buyer, key, visitor()].map((actor) => policy(actor))).toEqual(expected);
    expect(() => authorise(policy, system())).not.toThrow();
  });

  test('says in words whom it names', () => {
    expect(anyOf(roles('owner', 'admin'), scope('sales:write')).allows).toEqual(['owner', 'admin', 'key:sales:write']);
  });

  test('asks visitors to sign in, and tells others that they may not', () => {
    expect(() => authorise(roles('owner'), visitor())).toThrow(expect.objectContaining({ code: 'sign_in_required' }));
    expect(() => authorise(roles('owner'), buyer)).toThrow(expect.objectContaining({ code: 'not_allowed' }));
  });

  test('of a role is not met by a key, whosever it is', () => {
    expect(roles('owner')({ ...key, role: 'owner' })).toBe(false);
  });
});

describe('an actor', () => {
  test('is named in logs', () => {
    expect([owner, key, system(), visitor()].map(principal)).toEqual(['user:1', 'key:7', 'system', 'visitor']);
  });

  test('without a program is asked to choose one', () => {
    expect(programOf({ ...owner, programId: 3 })).toBe(3);
    expect(() => programOf(owner)).toThrow(expect.objectContaining({ code: 'not_allowed' }));
  });
});

describe('a refusal', () => {
  test('has the status of its code', () => {
    for (const [code, status] of Object.entries(errorCodes)) {
      expect(new Refusal(code as keyof typeof errorCodes, '').status).toBe(status);
    }
  });

  test('says what happened and what to look at', () => {
    expect(new NotFound('order').message).toBe('There is no such order.');
    expect(new WrongState('payout', 'paid', 'rejected').details.facts).toEqual({ from: 'paid', to: 'rejected' });
    expect(invalidField('amount', 'is zero')).toBeInstanceOf(Invalid);
    expect(invalidField('amount', 'is zero').message).toBe('amount: is zero');
  });
});
