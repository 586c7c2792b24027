import { saveStage } from '../../src/leads/save-stage.js';
import { outcomes, Stage } from '../../src/leads/stage.js';
import { office } from '../policies.js';
import { programRows } from '../scope.js';
import { commandAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

export const stages = resource(Stage, {
  group: 'settings',
  icon: 'Layers',
  see: office,
  scope: programRows,
  title: 'name',
  list: ['position', 'name', 'key', 'outcome', 'isOpportunity', 'createdAt'],
  filters: ['outcome', 'isOpportunity', 'createdAt'],
  search: ['name', 'key'],
  columns: { key: { kind: 'code' }, outcome: { values: outcomes } },
  sort: { by: 'position', direction: 'asc' },
  actions: {
    update: commandAction({
      command: saveStage,
      icon: 'Edit2',
      input: ({ id }) => ({ stageId: id }),
      initial: ({ name, isOpportunity }) => ({ name, isOpportunity }),
    }),
  },
});
