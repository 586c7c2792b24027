import { Disposition, followUps } from '../../src/leads/disposition.js';
import { archiveDisposition, saveDisposition } from '../../src/leads/save-disposition.js';
import { office } from '../policies.js';
import { programRows } from '../scope.js';
import { commandAction, tableAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

const works = ({ archivedAt }: Disposition): boolean => archivedAt === null;

export const dispositions = resource(Disposition, {
  group: 'settings',
  icon: 'CheckSquare',
  see: office,
  scope: programRows,
  names: programRows,
  title: 'name',
  list: ['position', 'name', 'hotkey', 'followUp', 'retryAfterMinutes', 'maxAttempts', 'stage', 'archivedAt'],
  show: ['key', 'substage', 'createdAt'],
  filters: ['followUp', 'archivedAt', 'createdAt'],
  search: ['name', 'key'],
  columns: {
    key: { kind: 'code' },
    hotkey: { kind: 'code' },
    followUp: { values: followUps },
    stage: { kind: 'choice' },
    substage: { kind: 'choice' },
  },
  sort: { by: 'position', direction: 'asc' },
  actions: {
    create: tableAction({ command: saveDisposition, look: 'primary', icon: 'Plus' }),
    update: commandAction({
      command: saveDisposition,
      icon: 'Edit2',
      when: works,
      input: ({ key }) => ({ key }),
      initial: ({ name, position, hotkey, followUp, retryAfterMinutes, maxAttempts, stage, substage }) => ({
        name,
        position,
        hotkey,
        followUp,
        retryAfterMinutes,
        maxAttempts,
        stage,
        substage,
      }),
    }),
    archive: commandAction({
      command: archiveDisposition,
      look: 'danger',
      icon: 'Archive',
      when: works,
      input: ({ id }) => ({ dispositionId: id }),
    }),
  },
});
