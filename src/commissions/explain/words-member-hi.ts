import type { memberEn } from './words-member-en.js';

/** What is said of a member's run, in Hindi. */
export const memberHi: Readonly<Record<keyof typeof memberEn, string>> = {
  'member.hidden': 'सदस्य की कमाई केवल वित्त विभाग और वह सदस्य देखते हैं।',
  'member.run': '{run} {from} से {until} तक गिनता है।',
  'member.run_month':
    '{run} महीना बंद करता है: बिक्री और जुड़ना {from} से {until} तक गिना जाता है, जोड़ियाँ {matched} से, क्योंकि पहले के दिन अपने रन में मिलाए गए।',
  'member.no_run': 'इस सदस्य के लिए अभी कोई रन नहीं हुआ।',
  'member.earned': '{kind}: {lines}, {amount} {currency}।',
  'member.earned_shrunk': 'उसमें से {amount} {currency} स्वीकृति से पहले वापस लिया गया।',
  'member.earned_nothing': 'इस रन में कुछ नहीं कमाया।',
  'member.idle': 'इस रन में इस सदस्य के साथ और कुछ नहीं हुआ।',
  'member.not_yet': 'सदस्य इस रन के बाद जुड़े।',

  'member.late_here': 'देर से आई {sales}: {amount} {currency} यहाँ गिना जाता है।',
  'member.late_elsewhere': 'यहाँ की तारीख वाली, बाद में आई {sales}: {amount} {currency} बाद के महीने या दिन में गिना जाता है।',
  'member.late_legs': 'लेग में बाएँ {left} और दाएँ {right} उन बिक्रियों का है जो देर से आईं और यहाँ गिनी जाती हैं।',

  'member.day': '{day}: {possible} संभव, {formed} बनीं, {paid} चुकाई गईं। {why}',
  'member.days_more': 'ऐसे {days} और।',
  'member.undone': '{day}: {pairs} रद्द हुईं, क्योंकि लेग से उतना वापस लिया गया जितना उसमें नहीं था।',
  'member.no_pairs': 'यह प्लान जोड़ियों पर नहीं चुकाता।',
  'member.no_place': 'सदस्य अभी प्लेसमेंट ट्री में कहीं नहीं हैं, इसलिए लेग नहीं हैं।',
  'member.legs': 'लेग में बाएँ {left} और दाएँ {right} है।',
  'member.nothing_on': 'अगली जोड़ी अभी नहीं: {side} कुछ नहीं है; जोड़ी हर लेग से {value} लेती है।',
  'member.nothing_on_both': 'अगली जोड़ी अभी नहीं: न बाएँ कुछ है, न दाएँ; जोड़ी हर लेग से {value} लेती है।',
  'member.more_on': 'अगली जोड़ी के लिए {side} {missing} और चाहिए।',
  'member.below_zero': 'वापस लिए जाने के बाद {side} लेग शून्य से {owed} नीचे है, जो पहले भरेगा।',
  'member.waiting': 'अंत में संभव पर नहीं बनीं: {pairs}।',
  'member.flushed': 'अवधि के अंत में बाएँ {left} और दाएँ {right} चला गया।',
  'member.binary_inactive': 'जोड़ियाँ अभी खुली नहीं: नीचे {needed} में से {have} सीधे सदस्य सक्रिय हैं, {missing} और चाहिए।',
  'member.limit':
    'जो एक्टिव बायर नहीं, वह {pairs} या {net} {currency} जमा होने पर रुकता है; अब तक {formed} बनीं, इस रन से पहले {credited} {currency} जमा।',
  'member.limit_plain': 'जो एक्टिव बायर नहीं, वह {pairs} या {net} {currency} जमा होने पर रुकता है; अब तक {formed} बनीं।',
  'member.not_distributor': 'जोड़ियाँ और रेफ़रल बोनस केवल वितरक कमाते हैं, और ये वितरक नहीं हैं।',
  'member.distributor_since':
    'जोड़ियाँ और रेफ़रल बोनस केवल वितरक कमाते हैं, और ये {day} को वितरक बने; उससे पहले ऐसा कुछ नहीं कमाया गया।',
  'member.distributor_later': 'जोड़ियाँ और रेफ़रल बोनस केवल वितरक कमाते हैं, और ये इस रन के बाद, {day} को, वितरक बने।',

  'member.inactive': '{from} से {until} तक निष्क्रिय: न जोड़ियाँ, न स्तर, न रेफ़रल बोनस।',
  'member.suspended': '{from} से {until} तक निलंबित: हर पंक्ति रुकी रहती है।',
  'member.closed': '{from} से बंद: कुछ नहीं कमाया जाता।',
  'member.active': '{from} से {until} तक सक्रिय।',
  'member.open_end': 'इस रन के अंत',
  'member.lost_inactive_breaks': '{events} पर {levels}, {amount} {currency}, किसी को नहीं मिला: सदस्य सक्रिय नहीं थे।',
  'member.lost_inactive_passes': '{events} पर {levels}, {amount} {currency}, ऊपर वाले को गया: सदस्य सक्रिय नहीं थे।',
  'member.lost_rank_breaks': '{events} पर {levels}, {amount} {currency}, किसी को नहीं मिला: यह स्तर रैंक {rank} माँगता है।',
  'member.lost_rank_passes': '{events} पर {levels}, {amount} {currency}, ऊपर वाले को गया: यह स्तर रैंक {rank} माँगता है।',
  'member.lost_such_as': 'जैसे {source}: स्तर {level}, {amount} {currency}।',
  'member.lost_such_as_refunded':
    'जैसे {source}: स्तर {level}, {amount} {currency}, जो {gross} में से बचता है, क्योंकि {total} {currency} में से {refunded} रिफ़ंड हुआ।',
  'member.lost_refunded': '{events} पर {levels} भी सदस्य को नहीं मिले, पर वहाँ जो बिका वह पूरा रिफ़ंड हुआ, इसलिए कुछ नहीं बचता।',
  'member.lost_more': 'नीचे की केवल पहली {looked} देखी गईं।',
  'member.referral_inactive':
    '{member} का {amount} {currency} का बोनस नहीं मिला: {member} के सक्रिय होने पर सदस्य सक्रिय नहीं थे।',
  'member.referral_no_distributor':
    '{member} का {amount} {currency} का बोनस नहीं मिला: इसे केवल वितरक कमाते हैं, और {member} के सक्रिय होने पर सदस्य वितरक नहीं थे।',
  'member.referral_elsewhere': '{member} का {amount} {currency} का बोनस नहीं मिला: {member} प्लेसमेंट ट्री में नीचे नहीं हैं।',

  'member.rank': '{rank} के रूप में भुगतान।',
  'member.rank_none': 'अभी कोई रैंक नहीं।',
  'member.rank_top': 'प्लान की सबसे ऊँची रैंक मिल चुकी है।',
  'member.rank_next': '{rank} के लिए: {missing}।',
  'member.rank_open': 'रैंक महीना बंद होने पर तय होती हैं।',
  'rank.downline': 'डाउनलाइन में {missing} और ({needed} में से {have})',
  'rank.directs': '{missing} और सीधे सदस्य ({needed} में से {have})',
  'rank.personal_volume': '{missing} और अपना वॉल्यूम ({needed} में से {have})',
  'rank.group_volume': '{missing} और समूह वॉल्यूम ({needed} में से {have})',
  'rank.largest_leg_max_bp': 'सबसे बड़ा लेग समूह वॉल्यूम {group} में से {have} लाता है; एक लेग से अधिकतम {needed} % गिना जाता है',

  'member.held_fraud': '{lines}, {amount} {currency}, रुकी हैं, जब तक कोई व्यक्ति संदेह को देख न ले।',
  'member.held_holding_period': '{lines}, {amount} {currency}, रोक की अवधि पूरी होने तक रुकी हैं।',
  'member.held_kyc': '{lines}, {amount} {currency}, पहचान दस्तावेज़ स्वीकृत होने तक रुकी हैं।',
  'member.held_suspended': '{lines}, {amount} {currency}, रुकी हैं, क्योंकि सदस्य निलंबित हैं।',
};
