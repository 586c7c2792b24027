import type { Request, RequestHandler } from 'express';
import ipaddr from 'ipaddr.js';
import { Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { Refusal } from '../core/errors.js';
import { roles } from '../core/policy.js';
import type { Route } from './route.js';
import { whoAsks } from './who-asks.js';

const registry = new Registry();
collectDefaultMetrics({ register: registry, prefix: 'upline_' });

const duration = new Histogram({
  name: 'upline_http_request_seconds',
  help: 'Time to answer, by route and status.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [registry],
});

/** Times the answers of one route. */
export const timed =
  ({ method, path }: Route): RequestHandler =>
  (_request, response, next) => {
    const stop = duration.startTimer({ method, route: path });
    response.once('close', () => stop({ status: response.statusCode }));
    next();
  };

const owner = roles('owner');

/** For Prometheus on this machine, or an owner's token. */
export const tellMetrics: RequestHandler = async (request, response) => {
  if (!isFromThisMachine(request) && !owner(whoAsks(request))) throw new Refusal('not_found', 'There is no such page.');
  response.type(registry.contentType).send(await registry.metrics());
};

/** What a proxy on this machine passes on also comes from here, but says for whom. */
function isFromThisMachine(request: Request): boolean {
  const address = request.socket.remoteAddress ?? '';
  const isForwarded = request.get('X-Forwarded-For') !== undefined || request.get('Forwarded') !== undefined;
  return !isForwarded && ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
}
