import { Program } from '../../src/programs/program.js';
import { office } from '../policies.js';
import { everyRow } from '../scope.js';
import { resource } from '../support/resource.js';

export const programs = resource(Program, {
  group: 'settings',
  icon: 'Box',
  see: office,
  scope: everyRow,
  names: everyRow,
  title: 'name',
  list: ['name', 'key', 'currency', 'timeZone', 'isDefault', 'createdAt'],
  show: ['settings'],
  filters: ['currency', 'isDefault', 'createdAt'],
  search: ['name', 'key'],
  columns: { key: { kind: 'code' } },
  sort: { by: 'name', direction: 'asc' },
});
