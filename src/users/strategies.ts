import type { Request } from 'express';
import passport from 'passport';
import { ExtractJwt, Strategy as JwtStrategy } from 'passport-jwt';
import { secretFor } from '../../config/secrets.js';
import { actorOfKey } from './key-actor.js';
import { prefixOf } from './key-text.js';
import { actorOfClaims } from './token-actor.js';
import { issuer } from './tokens.js';

/** The key that a request carries, in its own header or as a bearer token. */
export function keyIn(request: Request): string | null {
  const bearer = ExtractJwt.fromAuthHeaderAsBearerToken()(request);
  const key = request.get('X-Api-Key') ?? (bearer?.startsWith('up_') ? bearer : undefined);
  return key ?? null;
}

const apiKey: passport.Strategy = {
  name: 'api-key',
  authenticate(request) {
    const key = keyIn(request) ?? '';
    const found = prefixOf(key) === null ? Promise.resolve(null) : actorOfKey(key);
    found.then(
      (actor) => (actor ? this.success(actor) : this.fail()),
      (fault: unknown) => this.error(fault),
    );
  },
};

const accessToken = new JwtStrategy(
  {
    jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
    secretOrKey: secretFor('access-token'),
    algorithms: ['HS256'],
    issuer,
  },
  (claims: unknown, done) => {
    actorOfClaims(claims).then(
      (actor) => done(null, actor ?? false),
      (fault: unknown) => done(fault),
    );
  },
);

/** How a request may prove who sends it: `api-key` for partners' servers, `jwt` for people. */
export const strategies = new passport.Passport().use(apiKey).use(accessToken);
