import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { secretFor } from '../../config/secrets.js';

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/** Encrypts an account number as nonce, tag, text; the same number never looks the same twice. */
export function encryptNumber(number: string): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, secretFor('bank-account'), nonce);
  const text = Buffer.concat([cipher.update(number, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** The number again; throws when it was tampered with or encrypted under another secret. */
export function decryptNumber(encrypted: Buffer): string {
  const decipher = createDecipheriv(algorithm, secretFor('bank-account'), encrypted.subarray(0, nonceLength));
  decipher.setAuthTag(encrypted.subarray(nonceLength, nonceLength + tagLength));
  return Buffer.concat([decipher.update(encrypted.subarray(nonceLength + tagLength)), decipher.final()]).toString(
    'utf8',
  );
}
