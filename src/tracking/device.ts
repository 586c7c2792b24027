import { isbot } from 'isbot';
import { UAParser } from 'ua-parser-js';

/** What a user agent says of the machine behind it. */
export interface Device {
  device: 'desktop' | 'mobile' | 'tablet' | 'other';
  os: string | null;
  browser: string | null;
  isBot: boolean;
}

const remembered = new Map<string, Device>();
const remembered_max = 2_000;

/** Parsing costs more than storing, and browsers repeat, so the last user agents are remembered. */
export function deviceOf(userAgent: string | null): Device {
  const key = userAgent ?? '';
  const known = remembered.get(key);
  if (known) return known;
  if (remembered.size >= remembered_max) remembered.clear();
  const device = parseDevice(key);
  remembered.set(key, device);
  return device;
}

function parseDevice(userAgent: string): Device {
  if (userAgent === '') return { device: 'other', os: null, browser: null, isBot: false };
  const { os, browser, device } = new UAParser(userAgent).getResult();
  return {
    device: formOf(device.type, os.name),
    os: os.name ?? null,
    browser: browser.name ?? null,
    isBot: isbot(userAgent),
  };
}

function formOf(type: string | undefined, os: string | undefined): Device['device'] {
  if (type === 'mobile' || type === 'tablet') return type;
  return type === undefined && os !== undefined ? 'desktop' : 'other';
}
