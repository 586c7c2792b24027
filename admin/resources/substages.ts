import { saveSubstage } from '../../src/leads/save-stage.js';
import { Substage } from '../../src/leads/substage.js';
import { office } from '../policies.js';
import { programRows } from '../scope.js';
import { commandAction, tableAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

export const substages = resource(Substage, {
  group: 'settings',
  icon: 'List',
  see: office,
  scope: programRows,
  title: 'status',
  list: ['stage', 'position', 'status', 'key', 'score', 'description'],
  show: ['notes', 'createdAt'],
  filters: ['stage', 'score', 'createdAt'],
  search: ['status', 'key', 'description'],
  columns: { key: { kind: 'code' }, stage: { kind: 'choice' }, status: { kind: 'text' } },
  sort: { by: 'id', direction: 'asc' },
  actions: {
    create: tableAction({ command: saveSubstage, look: 'primary', icon: 'Plus' }),
    update: commandAction({
      command: saveSubstage,
      icon: 'Edit2',
      input: ({ stage, key }) => ({ stage, key }),
      initial: ({ status, description, score, notes }) => ({ status, description, score, notes }),
    }),
  },
});
