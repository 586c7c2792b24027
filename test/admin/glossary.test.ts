import { describe, expect, test } from '@jest/globals';
import { read } from '../../admin/locale.js';
import { countWordsHi, phraseWordsHi } from '../../src/commissions/explain/words-hi.js';
import { hi as portal } from '../../src/portal/texts/hi.js';
import { faultsHi, refusedHi } from '../../src/portal/texts/refused-hi.js';

/** The one Hindi word for each term of the field, and words that stood for it beside. */
const glossary: readonly [term: string, word: string, others: string][] = [
  ['Active Buyer', 'एक्टिव बायर', 'सक्रिय (?:खरीदार|ख़रीदार)'],
  ['admin', 'एडमिन', 'प्रशासक'],
  ['callback', 'कॉलबैक', 'वापस कॉल'],
  ['credit', 'जमा', 'क्रेडिट'],
  ['free', 'ख़ाली', 'खाली'],
  ['goods', 'सामान', 'माल'],
  ['hold', 'रोक की अवधि', '(?:रोकने की|प्रतीक्षा) अवधि'],
  ['holding tank', 'होल्डिंग टैंक', 'प्रतीक्षा टैंक'],
  ['leg', 'लेग', 'पैर|पैरों|टाँग|टाँगें|टाँगों|शाखा|शाखाएँ|शाखाओं'],
  ['level', 'स्तर', 'लेवल'],
  ['lifetime', 'जीवन भर', 'आजीवन'],
  ['owner', 'मालिक', 'स्वामी'],
  ['pair', 'जोड़ी', 'जोड़ा|जोड़े|जोड़ों'],
  ['pays for people', 'लोगों के लिए भुगतान', 'लोगों पर भुगतान'],
  ['placement', 'प्लेसमेंट', 'स्थान अभिभावक'],
  ['plan', 'प्लान', 'योजना|योजनाएँ|योजनाओं'],
  ['post', 'दर्ज', 'पोस्ट|पोस्टिंग'],
  ['program', 'प्रोग्राम', 'कार्यक्रम|कार्यक्रमों'],
  ['rank', 'रैंक', 'श्रेणी|श्रेणियाँ|श्रेणियों|पद|पदों'],
  ['refund', 'रिफ़ंड', 'वापसी|वापस किया गया'],
  ['simulate', 'सिम्युले', 'अनुकरण'],
  ['sponsor', 'स्पॉन्सर', 'प्रायोजक|प्रायोजकों|प्रायोजित'],
  ['suspicion', 'संदेह', 'शंका'],
  ['tree', 'ट्री', 'पेड़|पेड़ों|वृक्ष|वृक्षों'],
  ['volume', 'वॉल्यूम', 'आयतन'],
];

const spoken: readonly [key: string, text: string][] = [
  ...Object.entries(read('hi')),
  ...Object.entries(phraseWordsHi),
  ...Object.entries(countWordsHi).map(([key, forms]): [string, string] => [key, forms.join(' ')]),
  ...Object.entries({ ...portal, ...refusedHi, ...faultsHi }),
].map(([key, text]) => [key, text.normalize('NFC')]);

/** Whole words only: signs that follow a letter belong to it. */
const anyOf = (words: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{M}])(?:${words.normalize('NFC')})(?![\\p{L}\\p{M}])`, 'u');

describe('Hindi', () => {
  test.each(glossary)('has one word for “%s” on every screen, %s', (_term, word, others) => {
    expect(spoken.filter(([, text]) => anyOf(others).test(text))).toEqual([]);
    expect(spoken.some(([, text]) => text.includes(word.normalize('NFC')))).toBe(true);
  });

  test('tells how something stands by the same word in the portal and in the panel', () => {
    const panel = read('hi');
    const own = Object.entries(portal).filter(([key]) => key.startsWith('status.'));
    expect(own.length).toBeGreaterThan(10);
    expect(own.filter(([key, word]) => (panel[`panel.${key}`] ?? word) !== word)).toEqual([]);
  });
});
