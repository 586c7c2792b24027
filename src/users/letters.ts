import type { Letter } from '../mail/letter.js';
import type { Language } from './user.js';

interface Addressee {
  language: Language;
  displayName: string;
}

/** The words of one letter in one language. */
type Words = Omit<Letter, 'language' | 'greeting' | 'action' | 'figure'> & { label?: string };

const greetings: Readonly<Record<Language, (name: string) => string>> = {
  en: (name) => `Hello ${name},`,
  hi: (name) => `नमस्ते ${name},`,
};

const verification: Readonly<Record<Language, Words>> = {
  en: {
    subject: 'Confirm your e-mail address',
    paragraphs: [
      'somebody, most likely you, used this address for an Upline account.',
      'Confirm it within three days. If it was not you, do nothing.',
    ],
    label: 'Confirm this address',
  },
  hi: {
    subject: 'अपना ई-मेल पता पक्का करें',
    paragraphs: [
      'किसी ने, शायद आपने ही, इस पते से Upline खाता बनाया है।',
      'तीन दिन के भीतर इसे पक्का करें। अगर यह आप नहीं थे, तो कुछ न करें।',
    ],
    label: 'पता पक्का करें',
  },
};

const invitation: Readonly<Record<Language, Words>> = {
  en: {
    subject: 'Your Upline account',
    paragraphs: [
      'an account has been made for you.',
      'Set a password within seven days, then sign in with this address.',
    ],
    label: 'Set a password',
  },
  hi: {
    subject: 'आपका Upline खाता',
    paragraphs: ['आपके लिए एक खाता बनाया गया है।', 'सात दिन के भीतर पासवर्ड चुनें, फिर इसी पते से साइन इन करें।'],
    label: 'पासवर्ड चुनें',
  },
};

const reset: Readonly<Record<Language, Words>> = {
  en: {
    subject: 'Set a new password',
    paragraphs: [
      'somebody, most likely you, asked to set a new password.',
      'The link works once and for one hour. If it was not you, do nothing: your password stays as it is.',
    ],
    label: 'Set a new password',
  },
  hi: {
    subject: 'नया पासवर्ड चुनें',
    paragraphs: [
      'किसी ने, शायद आपने ही, नया पासवर्ड माँगा है।',
      'यह लिंक एक बार और एक घंटे तक चलेगा। अगर यह आप नहीं थे, तो कुछ न करें: पासवर्ड वही रहेगा।',
    ],
    label: 'नया पासवर्ड चुनें',
  },
};

const code: Readonly<Record<Language, Words>> = {
  en: {
    subject: 'Your sign-in code',
    paragraphs: ['this code signs you in. It works once and for ten minutes; nobody of ours will ever ask you for it.'],
  },
  hi: {
    subject: 'आपका साइन-इन कोड',
    paragraphs: ['इस कोड से साइन इन करें। यह एक बार और दस मिनट तक चलेगा; हम इसे कभी नहीं पूछेंगे।'],
  },
};

const write = (
  words: Readonly<Record<Language, Words>>,
  { language, displayName }: Addressee,
  url?: string,
): Letter => {
  const { subject, paragraphs, label } = words[language];
  const letter = { language, subject, greeting: greetings[language](displayName), paragraphs };
  return label !== undefined && url !== undefined ? { ...letter, action: { label, url } } : letter;
};

export const verificationLetter = (to: Addressee, url: string): Letter => write(verification, to, url);
export const invitationLetter = (to: Addressee, url: string): Letter => write(invitation, to, url);
export const resetLetter = (to: Addressee, url: string): Letter => write(reset, to, url);
export const codeLetter = (to: Addressee, digits: string): Letter => ({ ...write(code, to), figure: digits });
