/** Where a lead stands, by keys of stage and substage. */
export interface Standing {
  stage: string;
  substage: string;
}

/** The statuses of the earlier telemarketing system and where their leads stand here. */
export const oldStatuses = {
  new: { stage: 'new_account', substage: 'new' },
  contacted: { stage: 'lead', substage: 'contacted' },
  follow_up: { stage: 'lead', substage: 'follow_up' },
  converted: { stage: 'customer', substage: 'converted' },
  lost: { stage: 'closed', substage: 'lost' },
} as const satisfies Record<string, Standing>;

export type OldStatus = keyof typeof oldStatuses;

/** "Follow Up", "follow-up" and "followup" are all the same status; undefined for a word that is none. */
export function standingOf(word: string): Standing | undefined {
  const wanted = word.toLowerCase().replace(/[^a-z]/g, '');
  return Object.entries(oldStatuses).find(([status]) => status.replace('_', '') === wanted)?.[1];
}

/** What the earlier system would have called a lead that stands there. */
export function oldStatusOf({ stage, substage }: Standing): OldStatus {
  if (stage === 'new_account') return 'new';
  if (stage === 'customer') return 'converted';
  if (stage === 'closed') return 'lost';
  return stage === 'lead' && substage === 'contacted' ? 'contacted' : 'follow_up';
}
