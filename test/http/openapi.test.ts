import './unlimited.js';
import { describe, expect, test } from '@jest/globals';
import { createApp } from '../../src/http/app.js';
import { openApiPath } from '../../src/http/openapi.js';
import { groups } from '../../src/routes.js';
import { authenticate } from '../../src/users/authenticate.js';
import { newVisitor } from '../support/browser.js';
import { nameOf, routes } from './all-routes.js';
import { serve } from './web.js';

interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  parameters: { name: string; in: string; required: boolean; schema: unknown }[];
  requestBody?: { content: Record<string, { schema: { properties: Record<string, unknown> }; example: unknown }> };
  responses: Record<string, { content?: Record<string, { schema: unknown; example: unknown }> }>;
}

const web = await serve(groups);
const { body: document, text } = await web.call('GET', '/openapi.json');
const operations = document.paths as Record<string, Record<string, Operation>>;
const shown = routes.filter(({ hidden }) => !hidden);
const operationOf = (route: (typeof routes)[number]) => operations[openApiPath(route)]?.[route.method];

describe('the OpenAPI document', () => {
  test('is of version 3.1 and refers to nothing that is not in it', () => {
    expect(document.openapi).toBe('3.1.0');
    const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => String(path));
    for (const path of new Set(references)) {
      const found = path
        .split('/')
        .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document);
      expect([path, typeof found]).toEqual([path, 'object']);
    }
  });

  test('tells of every route that the router has', async () => {
    const app = await createApp({ groups, authenticate });
    const stack = (app.router as unknown as { stack: { route?: { path: string; methods: Record<string, boolean> } }[] })
      .stack;
    const served = stack.flatMap(({ route }) =>
      route ? Object.keys(route.methods).map((method) => `${method} ${route.path}`) : [],
    );
    const told = new Set(routes.map(({ method, path }) => `${method} ${path}`));
    const besides = ['get /healthz', 'get /readyz', 'get /metrics'];
    const crossOrigin = routes.filter((route) => route.crossOrigin).map(({ path }) => `options ${path}`);
    expect(served.filter((one) => !told.has(one) && !besides.includes(one) && !crossOrigin.includes(one))).toEqual([]);
    for (const one of told) expect(served).toContain(one);
  });

  test.each(shown.map((route) => [nameOf(route), route] as const))('tells what %s takes and gives', (_name, route) => {
    const operation = operationOf(route);
    expect(operation?.summary.length).toBeGreaterThan(3);
    const inPath = operation?.parameters.filter((one) => one.in === 'path').map(({ name }) => `{${name}}`) ?? [];
    expect(openApiPath(route).match(/\{\w+\}/g) ?? []).toEqual(inPath);
    expect(Object.keys(operation?.responses ?? {})).toContain(String(route.status));
    const names = Object.keys(Object.values(operation?.requestBody?.content ?? {})[0]?.schema.properties ?? {});
    const parameters = operation?.parameters.filter((one) => one.in !== 'header').map(({ name }) => name) ?? [];
    for (const name of [...names, ...parameters]) expect(name).toMatch(/^[a-z0-9_]+(\[\w+\])?$/);
  });

  test('gives an example of every body', () => {
    const without = shown.filter((route) => {
      const content = Object.values(operationOf(route)?.requestBody?.content ?? {});
      return content.some(({ example }) => example === undefined || example === null);
    });
    expect(without.map(nameOf)).toEqual([]);
  });

  test('calls every operation by a name of its own', () => {
    const names = Object.values(operations).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe('the page of the API', () => {
  test('opens in a browser from our own files, and nothing complains', async () => {
    const visitor = await newVisitor(web.url);
    const page = await visitor.newPage();
    const complaints: string[] = [];
    const elsewhere: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(web.url) && !request.url().startsWith('data:')) elsewhere.push(request.url());
    });
    await page.goto('/docs');
    await page.getByText('Sign in with e-mail address or username and password').waitFor();
    expect([complaints, elsewhere]).toEqual([[], []]);
    await visitor.close();
  });
});
