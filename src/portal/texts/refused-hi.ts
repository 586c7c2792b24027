/** Why something was refused, in Hindi, by the reason or the code of the refusal. In English the rules speak for themselves. */
export const refusedHi: Readonly<Record<string, string>> = {
  membership_suspended: 'आपकी सदस्यता निलंबित है।',
  identity_first: 'भुगतान से पहले आपकी पहचान स्वीकृत होनी चाहिए।',
  identity_known: 'आपकी पहचान देखी जा रही है, या पहले से स्वीकृत है।',
  refunds_first: 'पहले पिछले रिफ़ंड के {owed} {currency} भरने होंगे।',
  not_available: 'केवल {available} {currency} उपलब्ध हैं।',
  below_minimum: 'राशि न्यूनतम {minimum} {currency} से कम है।',
  nothing_left: 'कर और शुल्क के बाद कुछ नहीं बचेगा।',

  already_running: 'यह पहले से चल रहा है।',
  computed_already: 'इसकी गणना हो चुकी है।',
  conflict: 'यह अभी संभव नहीं है।',
  duplicate: 'यह पहले से है।',
  idempotency_key_reused: 'यह अनुरोध पहले आ चुका है। पृष्ठ फिर खोलें।',
  insufficient_funds: 'उपलब्ध राशि इसके लिए कम है।',
  malformed: 'कोई मान पढ़ा नहीं जा सका।',
  not_allowed: 'आपको इसकी अनुमति नहीं है।',
  request_in_progress: 'यही अनुरोध अभी चल रहा है। थोड़ा रुकें।',
  too_large: 'यह एक बार में बहुत ज़्यादा है।',
  rate_limited: 'बहुत बार कोशिश हुई। थोड़ी देर रुकें।',
  wrong_state: 'यह अब नहीं बदला जा सकता।',
};

/** What is wrong with a field, by the code of the fault. */
export const faultsHi: Readonly<Record<string, string>> = {
  invalid_format: 'जैसा लिखा जाना चाहिए वैसा नहीं है',
  required: 'ख़ाली है',
  too_big: 'बहुत लंबा या बहुत बड़ा है',
  too_small: 'ख़ाली है या बहुत छोटा है',
};
