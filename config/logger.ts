import { pino } from 'pino';
import { env } from './env.js';

const secretFields = [
  'password',
  'token',
  'access_token',
  'refresh_token',
  'code',
  'otp_code',
  'secret',
  'pan',
  'account_number',
  'key',
];

/** One JSON line per entry. Values under a secret name never reach it, at any of the first three depths. */
export const logger = pino({
  level: env.LOG_LEVEL,
  base: null,
  redact: {
    paths: [
      'req.headers.authorization',
      'req.headers.cookie',
      'req.headers["x-ref-shared-secret"]',
      'res.headers["set-cookie"]',
    ].concat(secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`])),
    censor: '[secret]',
  },
});
