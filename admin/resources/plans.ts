import { publishDraft } from '../../src/commissions/trials/publish-draft.js';
import { requestSimulation } from '../../src/commissions/trials/request-simulation.js';
import { changeDraft, discardDraft, draftPlan } from '../../src/programs/draft-plan.js';
import { Plan, planStatuses } from '../../src/programs/plan.js';
import { office } from '../policies.js';
import { programRows } from '../scope.js';
import { commandAction, tableAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

const isDraft = ({ status }: Plan): boolean => status === 'draft';
const ofPlan = ({ id }: Plan) => ({ planId: id });

/** `paysForPeople` of a document, for lists. */
export const paysForPeopleSql = `("Plan"."document" -> 'referral' IS NOT NULL
  OR coalesce("Plan"."document" -> 'levels' -> 'on' @> '"referral"', false)
  OR coalesce("Plan"."document" -> 'binary' ->> 'unit' = 'members', false))`;

export const plans = resource(Plan, {
  group: 'settings',
  icon: 'FileText',
  see: office,
  scope: programRows,
  title: { sql: `"Plan"."key" || ' v' || "Plan"."version"` },
  list: ['key', 'version', 'status', 'paysForPeople', 'effectiveFrom', 'publishedAt', 'createdAt'],
  show: ['programId', 'createdById', 'publishedById', 'supersededAt', 'acknowledgement', 'document'],
  filters: ['status', 'programId', 'effectiveFrom', 'createdAt'],
  search: ['key'],
  columns: {
    programId: { of: 'programs' },
    createdById: { of: 'users' },
    publishedById: { of: 'users' },
    status: { kind: 'status', values: planStatuses },
    paysForPeople: { kind: 'flag', sql: paysForPeopleSql },
  },
  actions: {
    draft: tableAction({ command: draftPlan, look: 'primary', icon: 'Plus' }),
    draftFrom: commandAction({
      command: draftPlan,
      icon: 'Copy',
      input: () => ({}),
      initial: ({ key, document }) => ({ key, document }),
    }),
    change: commandAction({
      command: changeDraft,
      icon: 'Edit2',
      when: isDraft,
      input: ofPlan,
      initial: ({ document }) => ({ document }),
    }),
    simulate: commandAction({ command: requestSimulation, icon: 'Activity', input: ofPlan }),
    publish: commandAction({
      command: publishDraft,
      look: 'primary',
      icon: 'CheckCircle',
      when: isDraft,
      input: ofPlan,
    }),
    discard: commandAction({ command: discardDraft, look: 'danger', icon: 'Trash2', when: isDraft, input: ofPlan }),
  },
});
