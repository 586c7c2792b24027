import { attributionHi, payoutHi } from './words-elsewhere-hi.js';
import type { countWords, phraseWords } from './words-en.js';
import { memberHi } from './words-member-hi.js';

export const countWordsHi: Readonly<Record<keyof typeof countWords, readonly [string, string]>> = {
  pairs: ['1 जोड़ी', '{n} जोड़ियाँ'],
  members: ['1 सक्रिय किया गया सदस्य', '{n} सक्रिय किए गए सदस्य'],
  people: ['1 सदस्य', '{n} सदस्य'],
  directs: ['1 सीधा सदस्य', '{n} सीधे सदस्य'],
  lines: ['1 पंक्ति', '{n} पंक्तियाँ'],
  levels: ['1 स्तर', '{n} स्तर'],
  sales: ['1 बिक्री', '{n} बिक्रियाँ'],
  days: ['1 दिन', '{n} दिन'],
  events: ['1 घटना', '{n} घटनाएँ'],
};

const lineHi = {
  'ref.sales': 'बिक्री {id}',
  'ref.commissions': 'कमीशन {id}',
  'ref.runs': 'रन {id}',
  'ref.members': 'सदस्य {id}',
  'side.left': 'बाएँ',
  'side.right': 'दाएँ',
  'kind.direct_sale': 'अपनी बिक्री',
  'kind.binary_match': 'नीचे की बिक्री',
  'kind.level': 'स्तर',
  'kind.referral': 'रेफ़रल बोनस',
  'kind.pair': 'जोड़ियाँ',
  'kind.adjustment': 'समायोजन',

  'rule.seller': 'विक्रेता',
  'rule.levels': 'स्तर',
  'rule.referral': 'रेफ़रल',
  'rule.binary': 'जोड़ियाँ',
  'rule.refund': 'रिफ़ंड',
  'rule.adjustment': 'समायोजन',

  'line.direct_sale': '{sale} बेचने पर कमाया।',
  'line.binary_match': '{sale} के विक्रेता के प्लेसमेंट अभिभावक के रूप में कमाया, स्तर {level}।',
  'line.level': '{sale} की अपलाइन के सदस्य के रूप में कमाया, स्तर {level}।',
  'line.join': '{member} के जुड़ने पर कमाया, स्तर {level}।',
  'line.referral': '{member} को लाने पर कमाया, जिन्हें सक्रिय किया गया।',
  'line.pair': '{day} को बनी {pairs} के लिए कमाया।',
  'line.source_unknown': '{kind}; किसके लिए कमाया गया, यह यहाँ दर्ज नहीं है।',
  'line.adjustment': 'समायोजन के रूप में कमाया।',
  'line.plan': 'प्लान "{plan}", संस्करण {version}, नियम "{rule}"।',
  'line.pays_for_people': 'यह प्लान सामान की बिक्री के बजाय लोगों के लिए भुगतान करता है।',
  'line.way': 'रास्ता: {way}।',
  'line.passed_over': 'रास्ते में छोड़े गए, क्योंकि स्तर नहीं कमा सकते थे: {people}।',
  'line.rate': '{base} {currency} का {rate} % यानी {amount} {currency}।',
  'line.rounded': '{base} {currency} का {rate} % यानी {exact}, एक बार पूर्णांकित (आधा शून्य से दूर): {amount} {currency}।',
  'line.fixed': 'राशि प्लान में लिखी है: {amount} {currency}।',
  'line.amount': 'राशि {amount} {currency} है।',
  'line.not_due': 'नेटवर्क अब जैसा है, उसमें इसके लिए यहाँ कुछ देय नहीं होता।',
  'line.note': '{text}',

  'late.month':
    '{sale} की तारीख {day} है, पर यह तब आई जब {month} बंद हो चुका था; बंद महीना कभी नहीं बदलता, इसलिए यह {counts} में, {counted} से गिनी जाती है।',
  'late.day': '{sale} की तारीख {day} है, जो इसके आने तक गिना जा चुका था, इसलिए यह {counted} से गिनी जाती है।',
  'late.refund': 'रिफ़ंड की तारीख {day} है, जो इसके आने तक गिना जा चुका था, इसलिए यह {counted} से गिना जाता है।',

  'pair.leg': '{side} लेग: पहले से {carried} + जुड़े {added} - वापस गए {reversed} = {had}।',
  'pair.leg_net': '{side} लेग: पहले से {carried} + जुड़े {added} (वापस गए घटाकर) = {had}।',
  'pair.late': 'जुड़े हुए में से बाएँ {left} और दाएँ {right} देर से आया, पहले गिने जा चुके दिनों की बिक्री से।',
  'pair.given_back': 'इससे पहले {pairs} रद्द हुईं और हर लेग को {volume} लौटा।',
  'pair.count': 'एक जोड़ी हर लेग से {value} लेती है: {possible} संभव, {formed} बनीं, {paid} चुकाई गईं।',
  'pair.amount': '{pairs}, हर एक पर {each} {currency}: {amount} {currency}।',
  'pair.after': 'इसके बाद बाएँ {left} और दाएँ {right} बचा।',
  'pair.members': 'जोड़ी {number}: बाएँ {left}, दाएँ {right}।',
  'pair.members_more': 'और {pairs} इसी क्रम में अगले सदस्यों से बनीं।',
  'pair.members_many': 'लेग इतने बड़े हैं कि हर जोड़ी के सदस्यों के नाम नहीं बताए जा सकते।',
  'pair.instalment':
    'जोड़ी {from} से आगे की कमाई {base} {currency} का {rate} % किस्तों में जाता है, क्योंकि सदस्य {who}: {amount} {currency}।',
  'pair.instalment_cut': 'बुकिंग पर केवल {due} {currency} बकाया था; {rate} % का बाकी हिस्सा छोड़ा गया।',
  'pair.instalment_waived': 'बुकिंग पर कुछ बकाया नहीं था, इसलिए किस्तों का {rate} % छोड़ा गया।',
  'pair.active_buyer': 'एक्टिव बायर थे',
  'pair.no_active_buyer': 'एक्टिव बायर नहीं थे',
  'pair.tax': 'जमा पर कर, {rules} के अनुसार: {amount} {currency}।',

  'fate.carry': 'लेग का वॉल्यूम बना रहता है',
  'fate.flush': 'उनका वॉल्यूम चला जाता है',
  'reason.first_pair': 'सबसे पहली जोड़ी अपना वॉल्यूम लेती है और कुछ नहीं चुकाती।',
  'reason.daily_cap': 'दिन की सीमा {cap} ने {room} की जगह छोड़ी: {stopped} नहीं बनीं, {fate}।',
  'reason.monthly_cap': 'महीने की सीमा {cap} ने {room} की जगह छोड़ी: {stopped} नहीं बनीं, {fate}।',
  'reason.lifetime_cap': 'जीवन भर की सीमा {cap} ने {room} की जगह छोड़ी: {stopped} नहीं बनीं, {fate}।',
  'reason.inactive_limit':
    'जो एक्टिव बायर नहीं, वह {pairs} या {net} {currency} जमा होने पर रुकता है: {stopped} नहीं बनीं, लेग का वॉल्यूम बना रहता है।',
  'reason.partial':
    'आख़िरी जोड़ी {each} में से {part} {currency} देती है: सबसे बड़ी सकल राशि जिसका शुद्ध हिस्सा {net} {currency} में समाता है; बाकी अर्जित नहीं होता।',
  'reason.inactive': 'सदस्य सक्रिय नहीं थे: {stopped} नहीं बनीं, लेग का वॉल्यूम बना रहता है।',
  'reason.binary_inactive':
    'जोड़ियाँ अभी खुली नहीं थीं, क्योंकि नीचे {directs} से कम सक्रिय हुए थे: {stopped} नहीं बनीं, लेग का वॉल्यूम बना रहता है।',
  'reason.not_distributor': 'जोड़ियाँ केवल वितरक कमाते हैं: {stopped} नहीं बनीं, लेग का वॉल्यूम बना रहता है।',

  'back.refund':
    '{sale} के {total} {currency} में से {refunded} रिफ़ंड हुआ, इसलिए {amount} में से कुल {upTo} {currency} वापस जाता है।',
  'back.of': 'यह {commission} से वापस लेता है, जो {amount} {currency} था।',
  'back.before': '{before} {currency} पहले वापस लिया जा चुका था, इसलिए यह पंक्ति {now} {currency} वापस लेती है।',
  'back.undone': '{day} को {pairs} रद्द हुईं, क्योंकि लेग से उतना वापस लिया गया जितना उसमें नहीं था।',
  'back.from': '{day} के {commission} से वापस: {pairs}।',
  'back.uncredited': 'जो पंक्तियाँ जमा नहीं हुई थीं, उनमें से: {pairs}।',
  'back.amount': 'यह पंक्ति {amount} {currency} वापस लेती है, जो इन जोड़ियों ने चुकाया था।',
  'back.deactivated': '{member} अब सक्रिय नहीं हैं, इसलिए पूरा बोनस वापस जाता है।',
  'back.given': 'इसमें से {amount} {currency} तब काटा गया था ({kind}) और वहीं से लौटता है।',

  'deduction.tax': 'कर',
  'deduction.instalment': 'किस्त',
  'deduction.reserve': 'किस्तों के लिए अलग रखा',
  'deduction.recovery': 'पिछले रिफ़ंड का बकाया',
  'deduction.fee': 'शुल्क',

  'state.pending': 'स्वीकृति की प्रतीक्षा है।',
  'state.fraud': 'रुका है, जब तक कोई व्यक्ति संदेह को देख न ले।',
  'state.holding_period': 'रोक की अवधि ({until}) पूरी होने तक रुका है।',
  'state.kyc': 'पहचान दस्तावेज़ स्वीकृत होने तक रुका है।',
  'state.suspended': 'रुका है, क्योंकि सदस्य निलंबित हैं।',
  'state.rejected': 'अस्वीकृत हुआ: {reason}।',
  'state.shrunk': 'स्वीकृति से पहले रिफ़ंड ने {amount} {currency} वापस लिया।',
  'state.shrunk_undone': 'स्वीकृति से पहले {pairs} रद्द होने से {amount} {currency} वापस लिया गया।',
  'state.shrunk_deactivated': 'स्वीकृति से पहले {amount} {currency} वापस लिया गया, क्योंकि {member} अब सक्रिय नहीं हैं।',
  'state.tax_payment':
    'नियम {rule} (धारा {section}) के अनुसार {amount} {currency} कर घटाया: {base} {currency} का {rate} %।',
  'state.tax_year':
    'नियम {rule} (धारा {section}) के अनुसार {amount} {currency} कर घटाया: वित्त वर्ष में कुल जमा {base} {currency} का {rate} %, पहले लिए गए {before} {currency} घटाकर।',
  'state.tax_excess':
    'नियम {rule} (धारा {section}) के अनुसार {amount} {currency} कर घटाया: वित्त वर्ष में सीमा से ऊपर की जमा राशि {base} {currency} का {rate} %, पहले लिए गए {before} {currency} घटाकर।',
  'state.deduction_plain': '{amount} {currency} घटाया: {kind}।',
  'state.deduction': '{kind} के लिए {amount} {currency} घटाया ({why})।',
  'state.credited': '{net} {currency} वॉलेट में गया।',
  'state.charged': '{net} {currency} वॉलेट से लिया गया, या बकाया है।',
  'state.taken_back': 'बाद में {commission} ने {amount} {currency} वापस लिया।',
  'state.run_new': 'यह {run} में है; दर्ज करने पर कमीशन बनेगा।',
  'state.run_posted': '{run} दर्ज हो चुका है, और यह पंक्ति उसके साथ।',
  'state.run_cancelled': '{run} रद्द हुआ; उसका कुछ भी दर्ज नहीं हुआ।',
  'state.run_missing': 'इस घटना का अभी कोई कमीशन नहीं; {run} दर्ज करने पर जुड़ेगा।',
  'state.run_accrued': 'यही राशि घटना के साथ अर्जित हो चुकी है; {run} उसे फिर दर्ज नहीं करता।',
  'state.run_older':
    '{member} के लिए {other} {currency} का {commission} बना रहता है, क्योंकि अर्जित होते समय सही था; नेटवर्क या प्लान बाद में बदला, और {run} उसे नहीं छूता।',
  'state.run_differs': '{commission} इसके बदले {member} को {other} {currency} देता है; इससे {run} का दर्ज होना रुकता है।',
  'state.run_extra': '{commission} मौजूद है जबकि कुछ देय नहीं; इससे {run} का दर्ज होना रुकता है।',
} as const;

/** Every sentence in Hindi. */
export const phraseWordsHi: Readonly<Record<keyof typeof phraseWords, string>> = {
  ...lineHi,
  ...memberHi,
  ...attributionHi,
  ...payoutHi,
};
