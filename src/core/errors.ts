/** Every refusal Upline knows, with its HTTP status. A code is a promise to clients: never renamed. */
export const errorCodes = {
  malformed: 400,
  unknown_parameter: 400,
  sign_in_required: 401,
  bad_credentials: 401,
  token_expired: 401,
  not_allowed: 403,
  cross_origin: 403,
  not_found: 404,
  request_timeout: 408,
  wrong_state: 409,
  conflict: 409,
  duplicate: 409,
  already_running: 409,
  request_in_progress: 409,
  insufficient_funds: 409,
  out_of_stock: 409,
  too_large: 413,
  unsupported_media_type: 415,
  invalid: 422,
  idempotency_key_reused: 422,
  idempotency_key_required: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** What is wrong with one field; `path` is as the caller named it. */
export interface FieldFault {
  path: (string | number)[];
  code: string;
  message: string;
}

/** An expected failure that the caller can act on. It knows nothing of HTTP but its status number. */
export class Refusal extends Error {
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: { faults?: FieldFault[]; retryAfterSeconds?: number; facts?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.name = code;
    this.status = errorCodes[code];
  }
}

/** Also says so of rows that belong to others: nobody learns that they exist. */
export class NotFound extends Refusal {
  constructor(what: string) {
    super('not_found', `There is no such ${what}.`);
  }
}

export class WrongState extends Refusal {
  constructor(what: string, from: string, to: string) {
    super('wrong_state', `This ${what} is ${from}; it cannot become ${to}.`, { facts: { from, to } });
  }
}

export class NotAllowed extends Refusal {
  /** The reason tells it apart from others of its code, so that a screen can say it in its reader's language. */
  constructor(why = 'You may not do this.', reason?: string) {
    super('not_allowed', why, reason === undefined ? {} : { facts: { reason } });
  }
}

export class InsufficientFunds extends Refusal {
  constructor(why = 'The available balance does not cover this amount.', facts?: Record<string, unknown>) {
    super('insufficient_funds', why, facts && { facts });
  }
}

/** One or more fields are not acceptable. */
export class Invalid extends Refusal {
  constructor(faults: FieldFault[], facts?: Record<string, unknown>) {
    super('invalid', faults.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; '), {
      faults,
      ...(facts && { facts }),
    });
  }
}

/** Shorthand for one field refused by a rule rather than by its schema. */
export const invalidField = (
  field: string,
  message: string,
  code = 'refused',
  facts?: Record<string, unknown>,
): Invalid => new Invalid([{ path: [field], code, message }], facts);
