import { archivePostbackSource, createPostbackSource } from '../../src/orders/postback-sources.js';
import { PostbackSource } from '../../src/orders/postback-source.js';
import { office } from '../policies.js';
import { programRows } from '../scope.js';
import { commandAction, tableAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

export const postbackSources = resource(PostbackSource, {
  group: 'tracking',
  icon: 'Radio',
  see: office,
  scope: programRows,
  title: 'name',
  list: ['name', 'keyPrefix', 'ownerId', 'status', 'createdAt', 'archivedAt'],
  filters: ['status', 'ownerId', 'createdAt'],
  search: ['name', 'keyPrefix'],
  columns: { keyPrefix: { kind: 'code' }, ownerId: { of: 'users' } },
  related: [{ resource: 'postbacks', by: 'sourceId' }],
  actions: {
    create: tableAction({
      command: createPostbackSource,
      look: 'primary',
      icon: 'Plus',
      reveal: ({ key }) => [{ label: 'address', value: `/postback/${key}` }],
    }),
    archive: commandAction({
      command: archivePostbackSource,
      look: 'danger',
      icon: 'Archive',
      when: ({ status }) => status === 'active',
      input: ({ id }) => ({ sourceId: id }),
    }),
  },
});
