import { archiveLink } from '../../src/tracking/archive-link.js';
import { archivable } from '../../src/tracking/campaign.js';
import { createLink } from '../../src/tracking/create-link.js';
import { Link } from '../../src/tracking/link.js';
import { ownedRowsSeenBy } from '../../src/tracking/scope.js';
import { updateLink } from '../../src/tracking/update-link.js';
import { linkMakers } from '../policies.js';
import { commandAction, tableAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

const works = ({ status }: Link): boolean => status === 'active';
const ofLink = ({ id }: Link) => ({ linkId: id });

export const links = resource(Link, {
  group: 'tracking',
  icon: 'Link',
  see: linkMakers,
  scope: ownedRowsSeenBy,
  title: { sql: `coalesce("Link"."name", "Link"."code")` },
  list: ['code', 'name', 'destination', 'campaignId', 'ownerId', 'memberId', 'status', 'createdAt'],
  show: ['archivedAt'],
  filters: ['status', 'campaignId', 'ownerId', 'memberId', 'createdAt'],
  search: ['code', 'name', 'destination'],
  columns: {
    code: { kind: 'link' },
    campaignId: { of: 'campaigns' },
    ownerId: { of: 'users' },
    memberId: { of: 'members' },
    status: { kind: 'status', values: archivable },
  },
  related: [
    { resource: 'clicks', by: 'linkId' },
    { resource: 'prospects', by: 'linkId' },
    { resource: 'orders', by: 'linkId' },
  ],
  actions: {
    create: tableAction({ command: createLink, look: 'primary', icon: 'Plus' }),
    update: commandAction({
      command: updateLink,
      icon: 'Edit2',
      when: works,
      input: ofLink,
      initial: ({ destination, name, campaignId }) => ({ destination, name, campaignId }),
    }),
    archive: commandAction({ command: archiveLink, look: 'danger', icon: 'Archive', when: works, input: ofLink }),
  },
});
