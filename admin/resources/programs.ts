import { createProgram } from '../../src/programs/create-program.js';
import { Program } from '../../src/programs/program.js';
import { changeProgramSettings, makeDefaultProgram, renameProgram } from '../../src/programs/update-program.js';
import { office } from '../policies.js';
import { everyRow } from '../scope.js';
import { commandAction, tableAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

const ofProgram = ({ id }: Program) => ({ programId: id });

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
  actions: {
    create: tableAction({ command: createProgram, look: 'primary', icon: 'Plus' }),
    rename: commandAction({
      command: renameProgram,
      icon: 'Edit2',
      input: ofProgram,
      initial: ({ name }) => ({ name }),
    }),
    changeSettings: commandAction({
      command: changeProgramSettings,
      icon: 'Sliders',
      input: ofProgram,
      initial: ({ settings }) => ({ settings }),
    }),
    makeDefault: commandAction({
      command: makeDefaultProgram,
      icon: 'Star',
      when: ({ isDefault }) => !isDefault,
      input: ofProgram,
    }),
  },
});
