import { endpoint } from '../http/endpoint.js';
import { pageOf } from '../http/list.js';
import { group } from '../http/route.js';
import { apiKeySchema, apiKeys, newApiKeySchema, presentApiKey, presentNewApiKey } from './api-keys.js';
import { createApiKey } from './create-api-key.js';
import { revokeApiKey } from './revoke-api-key.js';
import { rotateApiKey } from './rotate-api-key.js';

// Answers with a key in them are never kept for an Idempotency-Key.

export const keyRoutes = group('api-keys');

endpoint(keyRoutes, {
  method: 'get',
  path: '/api-keys',
  summary: 'The API keys of the program',
  query: apiKeys,
  answer: pageOf(apiKeySchema),
});

endpoint(keyRoutes, {
  method: 'post',
  path: '/api-keys',
  summary: 'A new API key, shown once',
  command: createApiKey,
  present: presentNewApiKey,
  answer: newApiKeySchema,
  status: 201,
  idempotency: 'none',
});

endpoint(keyRoutes, {
  method: 'post',
  path: '/api-keys/:apiKeyId/rotations',
  summary: 'Replace an API key; both work during the overlap',
  command: rotateApiKey,
  present: presentNewApiKey,
  answer: newApiKeySchema,
  status: 201,
  idempotency: 'none',
});

endpoint(keyRoutes, {
  method: 'put',
  path: '/api-keys/:apiKeyId/revocation',
  summary: 'End an API key at once',
  command: revokeApiKey,
  present: presentApiKey,
  answer: apiKeySchema,
});
