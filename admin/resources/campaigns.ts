import { archiveCampaign } from '../../src/tracking/archive-campaign.js';
import { archivable, Campaign } from '../../src/tracking/campaign.js';
import { createCampaign } from '../../src/tracking/create-campaign.js';
import { ownedRowsSeenBy } from '../../src/tracking/scope.js';
import { updateCampaign } from '../../src/tracking/update-campaign.js';
import { traffic } from '../policies.js';
import { commandAction, tableAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

const works = ({ status }: Campaign): boolean => status === 'active';
const ofCampaign = ({ id }: Campaign) => ({ campaignId: id });

export const campaigns = resource(Campaign, {
  group: 'tracking',
  icon: 'Target',
  see: traffic,
  scope: ownedRowsSeenBy,
  title: 'name',
  list: ['name', 'ownerId', 'status', 'createdAt', 'archivedAt'],
  filters: ['status', 'ownerId', 'createdAt'],
  search: ['name'],
  columns: { status: { kind: 'status', values: archivable }, ownerId: { of: 'users' } },
  related: [
    { resource: 'links', by: 'campaignId' },
    { resource: 'prospects', by: 'campaignId' },
  ],
  actions: {
    create: tableAction({ command: createCampaign, look: 'primary', icon: 'Plus' }),
    update: commandAction({
      command: updateCampaign,
      icon: 'Edit2',
      when: works,
      input: ofCampaign,
      initial: ({ name }) => ({ name }),
    }),
    archive: commandAction({
      command: archiveCampaign,
      look: 'danger',
      icon: 'Archive',
      when: works,
      input: ofCampaign,
    }),
  },
});
