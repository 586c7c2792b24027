import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../config/paths.js';

// No container engine runs where this is developed, so what can be read is checked by reading.

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name]) => name ?? '');
const settings = found(read('config/env.ts'), /^ {2}([A-Z_]+): /gm);
const onlyForCompose = ['OWNER_PASSWORD', 'APP_PASSWORD', 'HTTP_PORT'];

describe('.env.example', () => {
  test('shows every setting there is, and no other', () => {
    const shown = found(read('.env.example'), /^# ([A-Z_]+)=/gm);
    expect(shown.sort()).toEqual([...settings, ...onlyForCompose].sort());
  });
});

describe('config/compose.yml', () => {
  const compose = read('config/compose.yml');

  test('asks only for settings that exist', () => {
    const asked = found(compose, /\$\{([A-Z_]+)[:}]/g);
    expect(asked.filter((name) => ![...settings, ...onlyForCompose].includes(name))).toEqual([]);
  });

  test('starts roles that the image knows', () => {
    const roles = found(compose, /^ {4}command: \['?(migrate|start:\w+)/gm);
    const known = found(read('config/image.sh'), /^ {2}([\w:]+)\) program=/gm);
    expect(roles).toEqual(['migrate', 'start:web', 'start:worker']);
    expect(known).toEqual(expect.arrayContaining(roles));
  });
});

describe('the image', () => {
  test('copies only what exists and what .dockerignore lets in', () => {
    const copied = found(read('Dockerfile'), /^COPY (?!--from)(.+) \S+$/gm).flatMap((paths) => paths.split(' '));
    const admitted = found(read('.dockerignore'), /^!(\S+)$/gm);
    expect(copied.filter((path) => !admitted.includes(path.split('/')[0] ?? ''))).toEqual([]);
    expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('runs programs that the build makes', () => {
    const programs = found(read('config/image.sh'), /program=(\S+) ;;/g);
    expect(programs.length).toBeGreaterThan(0);
    expect(programs.filter((program) => !existsSync(join(root, `${program}.ts`)))).toEqual([]);
  });

  test('refuses a role that it does not know', () => {
    const { status, stderr } = spawnSync('/bin/sh', [join(root, 'config/image.sh'), 'start:all'], { encoding: 'utf8' });
    expect(status).toBe(64);
    expect(stderr).toContain('not start:all');
  });
});

describe('config/nginx.conf', () => {
  const nginx = read('config/nginx.conf');

  test('closes every brace that it opens', () => {
    expect(found(nginx, /([{])$/gm)).toHaveLength(found(nginx, /^\s*([}])$/gm).length);
  });

  test('limits with zones that are declared, and every kind of route', () => {
    const declared = found(nginx, /^\s*limit_req_zone .* zone=(\w+):/gm);
    const used = found(nginx, /^\s*limit_req zone=(\w+) /gm);
    expect([...new Set(used)].sort()).toEqual(declared.sort());
    const passing = nginx
      .split(/^\s*location /m)
      .slice(1)
      .filter((location) => location.includes('proxy_pass'));
    expect(passing.filter((location) => !location.includes('limit_req'))).toEqual([]);
  });

  test('replaces what a client claims about its address', () => {
    expect(nginx).toContain('proxy_set_header X-Forwarded-For $remote_addr;');
  });
});
