import { attributionEn, payoutEn } from './words-elsewhere-en.js';
import { memberEn } from './words-member-en.js';

/** Numbers of things: one, and any other number of them. */
export const countWords = {
  pairs: ['1 pair', '{n} pairs'],
  members: ['1 activated member', '{n} activated members'],
  people: ['1 member', '{n} members'],
  directs: ['1 direct', '{n} directs'],
  lines: ['1 line', '{n} lines'],
  levels: ['1 level', '{n} levels'],
  sales: ['1 sale', '{n} sales'],
  days: ['1 day', '{n} days'],
  events: ['1 event', '{n} events'],
} as const;

const lineEn = {
  'ref.sales': 'sale {id}',
  'ref.commissions': 'commission {id}',
  'ref.runs': 'run {id}',
  'ref.members': 'member {id}',
  'side.left': 'left',
  'side.right': 'right',
  'kind.direct_sale': 'Own sales',
  'kind.binary_match': 'Sales below',
  'kind.level': 'Levels',
  'kind.referral': 'Referral bonuses',
  'kind.pair': 'Pairs',
  'kind.adjustment': 'Adjustments',

  'rule.seller': 'seller',
  'rule.levels': 'levels',
  'rule.referral': 'referral',
  'rule.binary': 'binary',
  'rule.refund': 'refund',
  'rule.adjustment': 'adjustment',

  'line.direct_sale': 'Earned for selling {sale}.',
  'line.binary_match': 'Earned as the placement parent of the seller of {sale}, level {level}.',
  'line.level': 'Earned as an upline member of {sale}, level {level}.',
  'line.join': 'Earned because {member} joined, level {level}.',
  'line.referral': 'Earned for bringing {member}, who was activated.',
  'line.pair': 'Earned for {pairs} formed on {day}.',
  'line.source_unknown': '{kind}; what it was earned for was not recorded here.',
  'line.adjustment': 'Earned as an adjustment.',
  'line.plan': 'Plan "{plan}", version {version}, rule "{rule}".',
  'line.pays_for_people': 'This plan pays for people rather than for sales of goods.',
  'line.way': 'The way there: {way}.',
  'line.passed_over': 'Passed over on the way, unable to earn a level: {people}.',
  'line.rate': '{rate} % of {base} {currency} is {amount} {currency}.',
  'line.rounded': '{rate} % of {base} {currency} is {exact}, rounded once, half away from zero: {amount} {currency}.',
  'line.fixed': 'The plan names the amount: {amount} {currency}.',
  'line.amount': 'The amount is {amount} {currency}.',
  'line.not_due': 'As the network stands now, nothing would be due for this here.',
  'line.note': '{text}',

  'late.month':
    '{sale} is dated {day}, but came when {month} was closed already; a closed month never changes, so it counts in {counts}, from {counted} on.',
  'late.day': '{sale} is dated {day}, which was counted already when it came, so it counts from {counted} on.',
  'late.refund': 'The refund is dated {day}, which was counted already when it came, so it counts from {counted} on.',

  'pair.leg': 'Leg {side}: {carried} carried + {added} added - {reversed} taken back = {had}.',
  'pair.leg_net': 'Leg {side}: {carried} carried + {added} added, less what was taken back = {had}.',
  'pair.late':
    'Of what was added, {left} on the left and {right} on the right came late, from sales of days counted before.',
  'pair.given_back': '{pairs} undone before gave {volume} back to each leg.',
  'pair.count': 'A pair takes {value} from each leg: {possible} possible, {formed} formed, {paid} paid.',
  'pair.amount': '{pairs} at {each} {currency} each: {amount} {currency}.',
  'pair.after': 'After that the legs held {left} on the left and {right} on the right.',
  'pair.members': 'Pair {number}: {left} on the left with {right} on the right.',
  'pair.members_more': '{pairs} more were formed of the next members in the same order.',
  'pair.members_many': 'The legs are too large to name who made each pair.',
  'pair.instalment':
    '{rate} % of {base} {currency}, what pairs from number {from} on paid, goes to instalments, because the member was {who}: {amount} {currency}.',
  'pair.instalment_cut': 'Only {due} {currency} was due on bookings; the rest of the {rate} % is waived.',
  'pair.instalment_waived': 'Nothing was due on a booking, so the {rate} % for instalments is waived.',
  'pair.active_buyer': 'an Active Buyer',
  'pair.no_active_buyer': 'not an Active Buyer',
  'pair.tax': 'Tax at credit by {rules}: {amount} {currency}.',

  'fate.carry': 'the legs keep their volume',
  'fate.flush': 'their volume is lost',
  'reason.first_pair': 'The first pair ever uses its volume and pays nothing.',
  'reason.daily_cap': 'The cap of {cap} a day left room for {room}: {stopped} not formed, {fate}.',
  'reason.monthly_cap': 'The cap of {cap} a month left room for {room}: {stopped} not formed, {fate}.',
  'reason.lifetime_cap': 'The cap of {cap} in a lifetime left room for {room}: {stopped} not formed, {fate}.',
  'reason.inactive_limit':
    'Who is not an Active Buyer stops at {pairs} or {net} {currency} credited: {stopped} not formed, the legs keep their volume.',
  'reason.partial':
    'The last pair pays {part} of {each} {currency}, the largest gross whose net still fits under {net} {currency}; the rest is not accrued.',
  'reason.inactive': 'The member was not active: {stopped} not formed, the legs keep their volume.',
  'reason.binary_inactive':
    'Pairs were not open yet, for fewer than {directs} had been activated below: {stopped} not formed, the legs keep their volume.',
  'reason.not_distributor': 'Only distributors earn pairs: {stopped} not formed, the legs keep their volume.',

  'back.refund':
    '{refunded} of {total} {currency} of {sale} is refunded, so {upTo} of {amount} {currency} goes back in all.',
  'back.of': 'It takes back from {commission}, which was {amount} {currency}.',
  'back.before': '{before} {currency} was taken back before, so this line takes back {now} {currency}.',
  'back.undone': '{pairs} undone on {day}, because more was taken back from a leg than it held.',
  'back.from': 'Taken back from {commission} of {day}: {pairs}.',
  'back.uncredited': 'Of lines that were not credited: {pairs}.',
  'back.amount': 'The line takes back {amount} {currency}, what these pairs had paid.',
  'back.deactivated': '{member} is no longer activated, so the bonus goes back whole.',
  'back.given': '{amount} {currency} of it was taken off then ({kind}) and is given back from there.',

  'deduction.tax': 'tax',
  'deduction.instalment': 'instalments',
  'deduction.reserve': 'reserve for instalments',
  'deduction.recovery': 'owed from earlier refunds',
  'deduction.fee': 'fee',

  'state.pending': 'It waits for approval.',
  'state.fraud': 'Held until a person has looked at a suspicion.',
  'state.holding_period': 'Held until the holding period is over ({until}).',
  'state.kyc': 'Held until the identity documents are approved.',
  'state.suspended': 'Held because the member is suspended.',
  'state.rejected': 'It was rejected: {reason}.',
  'state.shrunk': '{amount} {currency} was taken back by a refund before approval.',
  'state.shrunk_undone': '{pairs} undone before approval took back {amount} {currency}.',
  'state.shrunk_deactivated':
    '{amount} {currency} was taken back before approval, because {member} is no longer activated.',
  'state.deduction': 'Less {amount} {currency} for {kind} ({why}).',
  'state.tax_payment':
    'Less {amount} {currency} for tax by the rule {rule} (section {section}): {rate} % of {base} {currency}.',
  'state.tax_year':
    'Less {amount} {currency} for tax by the rule {rule} (section {section}): {rate} % of {base} {currency}, all that was credited in the financial year, less {before} {currency} taken before.',
  'state.tax_excess':
    'Less {amount} {currency} for tax by the rule {rule} (section {section}): {rate} % of {base} {currency}, what was credited in the financial year above its threshold, less {before} {currency} taken before.',
  'state.deduction_plain': 'Less {amount} {currency}: {kind}.',
  'state.credited': '{net} {currency} went to the wallet.',
  'state.charged': '{net} {currency} was taken from the wallet, or is owed.',
  'state.taken_back': '{commission} took back {amount} {currency} later.',
  'state.run_new': 'It stands in {run}; posting makes it a commission.',
  'state.run_posted': '{run} is posted, and this line with it.',
  'state.run_cancelled': '{run} was cancelled; nothing of it was posted.',
  'state.run_missing': 'No commission stands for this event yet; posting {run} adds it.',
  'state.run_accrued': 'The same amount was accrued with the event already; {run} does not post it again.',
  'state.run_older':
    '{commission} of {other} {currency} for {member} stands, as it was right when it was accrued; the network or the plan was changed later, and {run} leaves it.',
  'state.run_differs': '{commission} gives {member} {other} {currency} instead; that blocks the posting of {run}.',
  'state.run_extra': '{commission} stands although nothing is due; that blocks the posting of {run}.',
} as const;

/** Every sentence in English; `{name}` is filled in. */
export const phraseWords = { ...lineEn, ...memberEn, ...attributionEn, ...payoutEn } as const;
