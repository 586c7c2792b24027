import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Router } from 'express';
import type { JsonSchema } from './json-schema.js';
import { nonceOf } from './security.js';

const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** The API's document at `/openapi.json`, and the page to read and try it at `/docs`, from our own files only. */
export function docs(document: JsonSchema): Router {
  const router = Router();
  router.get('/openapi.json', (_request, response) => response.set('Access-Control-Allow-Origin', '*').json(document));
  router.get('/docs', (_request, response) => response.type('html').send(docsPage(nonceOf(response))));
  for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
    router.get(`/docs/${name}`, (_request, response) => response.sendFile(join(assets, name), { maxAge: '1d' }));
  }
  return router;
}

const docsPage = (nonce: string): string => `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Upline API</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
  <div id="api"></div>
  <script src="/docs/swagger-ui-bundle.js"></script>
  <script nonce="${nonce}">SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', deepLinking: true });</script>
</body>
</html>
`;
