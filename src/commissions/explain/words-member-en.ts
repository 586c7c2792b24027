/** What is said of a member's run, in English. */
export const memberEn = {
  'member.hidden': 'What a member earned is seen by finance and by the member.',
  'member.run': '{run} counts from {from} until {until}.',
  'member.run_month':
    '{run} closes a month: sales and joins count from {from} until {until}, pairs from {matched} on, as days before were matched by runs of their own.',
  'member.no_run': 'No run has been computed for this member yet.',
  'member.earned': '{kind}: {lines}, {amount} {currency}.',
  'member.earned_shrunk': 'Of that {amount} {currency} went back before it was approved.',
  'member.earned_nothing': 'Earned nothing in this run.',
  'member.idle': 'Nothing else happened to this member in this run.',
  'member.not_yet': 'The member joined after this run.',

  'member.late_here': 'Of {sales} that came late: {amount} {currency} counts here.',
  'member.late_elsewhere': 'Of {sales} dated here that came later: {amount} {currency} counts in a later month or day.',
  'member.late_legs':
    'In the legs {left} on the left and {right} on the right are of sales that came late and count here.',

  'member.day': '{day}: {possible} possible, {formed} formed, {paid} paid. {why}',
  'member.days_more': '{days} more like these.',
  'member.undone': '{day}: {pairs} undone, because more was taken back from a leg than it held.',
  'member.no_pairs': 'The plan pays no pairs.',
  'member.no_place': 'The member stands nowhere in the placement tree yet, so there are no legs.',
  'member.legs': 'The legs hold {left} on the left and {right} on the right.',
  'member.nothing_on': 'No next pair yet: nothing on the {side}; it takes {value} from each leg.',
  'member.nothing_on_both':
    'No next pair yet: nothing on the left, nothing on the right; it takes {value} from each leg.',
  'member.more_on': 'For the next pair {missing} more on the {side}.',
  'member.below_zero': 'The {side} leg is {owed} below zero after what was taken back, which comes first.',
  'member.waiting': 'Possible and not formed at the end: {pairs}.',
  'member.flushed': 'At the end of the period {left} on the left and {right} on the right were lost.',
  'member.binary_inactive':
    'Pairs are not open yet: {have} of {needed} activated directs stand below, {missing} to go.',
  'member.limit':
    'Who is not an Active Buyer stops at {pairs} or {net} {currency} credited; {formed} formed so far, {credited} {currency} credited before this run.',
  'member.limit_plain':
    'Who is not an Active Buyer stops at {pairs} or {net} {currency} credited; {formed} formed so far.',
  'member.not_distributor': 'Only distributors earn pairs and referral bonuses, and the member is none.',
  'member.distributor_since':
    'Only distributors earn pairs and referral bonuses, and the member became one on {day}; before that nothing of the kind was earned.',
  'member.distributor_later':
    'Only distributors earn pairs and referral bonuses, and the member became one on {day}, after this run.',

  'member.inactive': 'Inactive from {from} until {until}: no pairs, no levels, no referral bonuses.',
  'member.suspended': 'Suspended from {from} until {until}: every line is held.',
  'member.closed': 'Closed since {from}: nothing is earned.',
  'member.active': 'Active from {from} until {until}.',
  'member.open_end': 'the end of this run',
  'member.lost_inactive_breaks':
    '{levels} at {events}, {amount} {currency}, lost to nobody: the member was not active.',
  'member.lost_inactive_passes':
    '{levels} at {events}, {amount} {currency}, went to the next above: the member was not active.',
  'member.lost_rank_breaks':
    '{levels} at {events}, {amount} {currency}, lost to nobody: the level asks for the rank {rank}.',
  'member.lost_rank_passes':
    '{levels} at {events}, {amount} {currency}, went to the next above: the level asks for the rank {rank}.',
  'member.lost_such_as': 'Such as {source}: level {level}, {amount} {currency}.',
  'member.lost_such_as_refunded':
    'Such as {source}: level {level}, {amount} {currency}, what is left of {gross} as {refunded} of {total} {currency} is refunded.',
  'member.lost_refunded':
    '{levels} at {events} were not for the member either, but what was sold there is refunded whole, so nothing would be left.',
  'member.lost_more': 'Only the first {looked} below were looked at.',
  'member.referral_inactive':
    'The bonus of {amount} {currency} for {member} lapsed: the member was not active when {member} was activated.',
  'member.referral_no_distributor':
    'The bonus of {amount} {currency} for {member} lapsed: only distributors earn it, and the member was none when {member} was activated.',
  'member.referral_elsewhere':
    'The bonus of {amount} {currency} for {member} lapsed: {member} does not stand below in the placement tree.',

  'member.rank': 'Paid as {rank}.',
  'member.rank_none': 'No rank yet.',
  'member.rank_top': 'The highest rank of the plan is reached.',
  'member.rank_next': 'To {rank}: {missing}.',
  'member.rank_open': 'Ranks are settled when the month closes.',
  'rank.downline': '{missing} more in the downline ({have} of {needed})',
  'rank.directs': '{missing} more directs ({have} of {needed})',
  'rank.personal_volume': '{missing} more own volume ({have} of {needed})',
  'rank.group_volume': '{missing} more group volume ({have} of {needed})',
  'rank.largest_leg_max_bp':
    'the largest leg brings {have} of {group} group volume, at most {needed} % may come from one leg',

  'member.held_fraud': '{lines}, {amount} {currency}, held until a person has looked at a suspicion.',
  'member.held_holding_period': '{lines}, {amount} {currency}, held until the holding period is over.',
  'member.held_kyc': '{lines}, {amount} {currency}, held until the identity documents are approved.',
  'member.held_suspended': '{lines}, {amount} {currency}, held because the member is suspended.',
} as const;
