import { scopeNames } from '../../src/core/actor.js';
import { ApiKey } from '../../src/users/api-key.js';
import { createApiKey } from '../../src/users/create-api-key.js';
import type { NewKey } from '../../src/users/create-api-key.js';
import { revokeApiKey } from '../../src/users/revoke-api-key.js';
import { rotateApiKey } from '../../src/users/rotate-api-key.js';
import { office } from '../policies.js';
import { programRows } from '../scope.js';
import { commandAction, tableAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

const works = ({ revokedAt }: ApiKey): boolean => revokedAt === null;
const ofKey = ({ id }: ApiKey) => ({ apiKeyId: id });
const reveal = ({ row, text }: NewKey) => [{ label: row.name, value: text }];

export const apiKeys = resource(ApiKey, {
  group: 'settings',
  icon: 'Key',
  see: office,
  scope: programRows,
  title: 'name',
  list: ['name', 'prefix', 'scopes', 'ownerId', 'lastUsedAt', 'expiresAt', 'revokedAt'],
  show: ['replacesId', 'createdAt'],
  filters: ['ownerId', 'createdAt', 'expiresAt', 'revokedAt'],
  search: ['name', 'prefix'],
  columns: {
    prefix: { kind: 'code' },
    scopes: { kind: 'list', values: scopeNames },
    ownerId: { of: 'users' },
    replacesId: { of: 'api_keys' },
  },
  actions: {
    create: tableAction({ command: createApiKey, look: 'primary', icon: 'Plus', reveal }),
    rotate: commandAction({ command: rotateApiKey, icon: 'RefreshCw', when: works, input: ofKey, reveal }),
    revoke: commandAction({ command: revokeApiKey, look: 'danger', icon: 'Slash', when: works, input: ofKey }),
  },
});
