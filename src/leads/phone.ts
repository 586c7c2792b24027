import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { CountryCode } from 'libphonenumber-js';
import type { Program } from '../programs/program.js';

/** "01711-123456" in BD -> "+8801711123456"; null when it is no phone number there. */
export function normalisePhone(written: string, country: CountryCode | null): string | null {
  const number = parsePhoneNumberFromString(written, country ?? undefined);
  return number?.isPossible() ? number.number : null;
}

const byCurrency: Readonly<Record<string, CountryCode>> = { BDT: 'BD', INR: 'IN', USD: 'US' };

/** Where numbers without a country code are meant to be. */
export function phoneCountryOf({ settings, currency }: Program): CountryCode | null {
  const named = settings.phone_country;
  return named !== null && isSupportedCountry(named) ? named : (byCurrency[currency] ?? null);
}
