/** Everything that can have happened, with ids only. Webhooks use the same names; a name is never changed. */
export type Event =
  | { type: 'user.registered'; userId: number }
  | { type: 'user.closed'; userId: number }
  | { type: 'user.email_changed'; userId: number }
  | { type: 'user.password_reset_requested'; userId: number }
  | { type: 'one_time_code.issued'; oneTimeCodeId: number }
  | { type: 'plan.drafted'; planId: number }
  | { type: 'member.joined'; memberId: number }
  | { type: 'member.placed'; memberId: number }
  | { type: 'member.moved'; memberId: number }
  | { type: 'member.activated'; memberId: number }
  | { type: 'member.deactivated'; memberId: number }
  | { type: 'member.closed'; memberId: number }
  | { type: 'order.placed'; orderId: number }
  | { type: 'order.cancelled'; orderId: number }
  | { type: 'lead.assigned'; leadId: number; assigneeId: number }
  | { type: 'lead.converted'; leadId: number; saleId: number }
  | { type: 'sale.held'; saleId: number }
  | { type: 'sale.confirmed'; saleId: number }
  | { type: 'sale.refunded'; saleId: number; refundId: number }
  | { type: 'commission.accrued'; commissionId: number }
  | { type: 'commission.approved'; commissionId: number }
  | { type: 'commission.rejected'; commissionId: number }
  | { type: 'payout.requested'; payoutId: number }
  | { type: 'payout.approved'; payoutId: number }
  | { type: 'payout.paid'; payoutId: number }
  | { type: 'payout.rejected'; payoutId: number }
  | { type: 'payout.failed'; payoutId: number }
  | { type: 'payout.cancelled'; payoutId: number }
  | { type: 'run.posted'; runId: number };

export type EventType = Event['type'];
export type EventOf<T extends EventType> = Extract<Event, { type: T }>;
