import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { pinoHttp } from 'pino-http';
import { logger } from '../../config/logger.js';

const acceptable = /^[\w.-]{8,64}$/;

/** Names every request and logs it once it is answered: never its query string, body or headers. */
export const requestLog: RequestHandler = pinoHttp({
  logger,
  genReqId: nameRequest,
  customLogLevel: (_request, response, fault) => ((fault ?? response.statusCode >= 500) ? 'warn' : 'info'),
  wrapSerializers: false,
  serializers: {
    req: ({ method, url, socket, id }: IncomingMessage) => ({
      id,
      method,
      path: pathOf(url),
      from: socket.remoteAddress,
    }),
    res: ({ statusCode }: ServerResponse) => ({ status: statusCode }),
  },
});

function nameRequest(request: IncomingMessage, response: ServerResponse): string {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && acceptable.test(given) ? given : randomUUID();
  response.setHeader('X-Request-Id', id);
  return id;
}

/** A postback's address carries its key. */
const secretPart = /\/pb_[\w-]+/g;

const pathOf = (url: string | undefined): string | undefined => url?.split('?')[0]?.replace(secretPart, '/[secret]');
