/** What a mail says, whatever it looks like. */
export interface Letter {
  /** The language it is written in, for the reader's screen reader. */
  language: 'en' | 'hi';
  subject: string;
  greeting: string;
  paragraphs: string[];
  /** The one thing to do, as a button. */
  action?: { label: string; url: string };
  /** Something to copy, such as a code. */
  figure?: string;
}
