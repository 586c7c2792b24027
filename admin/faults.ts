import type { ErrorRequestHandler, Request, Response } from 'express';
import { DatabaseError } from 'sequelize';
import { logger } from '../config/logger.js';
import { Refusal } from '../src/core/errors.js';
import { translate } from '../src/core/translate-error.js';
import { refusalOfParser } from '../src/http/parser-fault.js';
import { requestIdOf } from '../src/http/who-asks.js';
import { appearanceOf } from './appearance.js';
import { assetUrl } from './assets.js';
import { listenerOf } from './auth.js';
import { escapeHtml } from './login-page.js';
import { faultsOf, sentenceOf } from './refusal-words.js';
import type { Listener } from './refusal-words.js';

/** Turns whatever went wrong into an answer, once: JSON with the fields for the API, a page for a page. */
export const answerFault: ErrorRequestHandler = (fault: unknown, request, response, next) => {
  if (response.headersSent) return next(fault);
  const refusal = refusalOf(fault);
  if (refusal.status >= 500) logger.error({ err: fault, id: requestIdOf(request) }, 'the panel failed');
  if (refusal.details.retryAfterSeconds) response.set('Retry-After', String(refusal.details.retryAfterSeconds));
  response.status(refusal.status).set('Cache-Control', 'no-store');
  if (request.path.startsWith('/api')) response.json(jsonOf(refusal, listenerOf(request)));
  else sendPage(request, response, refusal);
};

function refusalOf(fault: unknown): Refusal {
  const known =
    refusalOfParser(fault) ??
    (isBadValue(fault) ? new Refusal('malformed', 'A value cannot be read.') : translate(fault));
  return known instanceof Refusal ? known : new Refusal('internal', 'Something went wrong on our side.');
}

/** SQLSTATE class 22: PostgreSQL could not read a value, such as half an address in a filter. */
const isBadValue = (fault: unknown): boolean =>
  fault instanceof DatabaseError && /^22/.test((fault.original as { code?: string }).code ?? '');

const jsonOf = (refusal: Refusal, listener: Listener) => ({
  code: refusal.code,
  notice: { type: 'error', message: sentenceOf(refusal, listener) },
  errors: faultsOf(refusal, listener),
});

function sendPage(request: Request, response: Response, refusal: Refusal): void {
  const { status } = refusal;
  const listener = listenerOf(request);
  response.type('html').send(`<!DOCTYPE html>
<html lang="${listener.language}" data-theme="${appearanceOf(request).theme}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${String(status)} · Upline</title>
<link rel="stylesheet" href="${assetUrl('panel.css')}"></head>
<body class="login"><main class="login-card"><h1>${String(status)}</h1><p>${escapeHtml(sentenceOf(refusal, listener))}</p><p><a href="/admin">Upline</a></p></main></body>
</html>`);
}
