import type { Request } from 'express';
import { z } from 'zod';
import { endpoint } from '../http/endpoint.js';
import { group } from '../http/route.js';
import { memberSchema, presentMember } from '../network/present-member.js';
import { tokenFromCookie } from '../tracking/referral-cookie.js';
import { registerLimits } from '../users/limits.js';
import { presentUser, userSchema } from '../users/present-user.js';
import { becomeMember } from './become-member.js';
import { signUp } from './sign-up.js';

export const signUps = group('sign-up');

const withCookie = {
  filled: ['cookie'],
  input: (request: Request) => ({ cookie: tokenFromCookie(request.headers.cookie) }),
};

endpoint(signUps, {
  method: 'post',
  path: '/sign-ups',
  summary: 'Make an account and a place in the network under whoever brought one',
  command: signUp,
  present: ({ user, member }) => ({ user: presentUser(user), member: member && presentMember(member) }),
  answer: z.object({ user: userSchema, member: memberSchema.nullable() }),
  status: 201,
  limits: registerLimits,
  ...withCookie,
});

endpoint(signUps, {
  method: 'post',
  path: '/memberships',
  summary: 'Take a place in the network with the account one has',
  command: becomeMember,
  present: presentMember,
  answer: memberSchema,
  status: 201,
  ...withCookie,
});
