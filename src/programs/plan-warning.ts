export const warningCodes = [
  'pays_without_sale',
  'high_payout',
  'activation_without_volume',
  'rank_never_paid',
  'rank_asks_less',
  'changes_shape',
  'changes_tree',
  'changes_unit',
] as const;

/** Something about a plan that its owner should know before it is published; it never stops a plan by itself. */
export interface PlanWarning {
  code: (typeof warningCodes)[number];
  /** `ranks.paid_as_by.1.downline` */
  path: string;
  message: string;
  /** What the message names, for whoever tells it in another language. */
  values: Readonly<Record<string, string | number>>;
}
