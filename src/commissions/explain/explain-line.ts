import { Commission } from '../commission.js';
import { commissionLine } from './commission-line.js';
import { lateSale } from './late.js';
import type { ExplainedLine } from './line.js';
import { pairAnswer } from './pair-line.js';
import type { Answer } from './phrase.js';
import { phrase } from './phrase.js';
import { arithmeticPhrases, sourceFacts, sourcePhrases } from './source-phrases.js';
import { stateAnswer } from './state-phrases.js';
import { takenBackAnswer } from './taken-back.js';
import { undoneAnswer } from './undone-line.js';

/** Why an amount is what it is: where it comes from, how it was reckoned, and what became of it. */
export async function explainLine(subject: Commission | ExplainedLine): Promise<Answer> {
  const line = subject instanceof Commission ? await commissionLine(subject) : subject;
  const parts = [await lateSale(line), await amountAnswer(line), await stateAnswer(line)];
  return {
    phrases: [...opening(line), ...parts.flatMap(({ phrases }) => phrases)],
    facts: Object.assign(sourceFacts(line), ...parts.map(({ facts }) => facts)) as Answer['facts'],
  };
}

/** A line that takes back was not earned for anything. */
const opening = (line: ExplainedLine) => (takesBack(line) ? sourcePhrases(line).slice(1) : sourcePhrases(line));

const takesBack = (line: ExplainedLine): boolean => isUndone(line) || (line.commission?.reversesId ?? null) !== null;

const isUndone = ({ kind, quantity }: ExplainedLine): boolean => kind === 'pair' && (quantity ?? 0) < 0;

async function amountAnswer(line: ExplainedLine): Promise<Answer> {
  const { commission, kind, notes } = line;
  if (commission && commission.reversesId !== null) return takenBackAnswer(line, commission);
  if (isUndone(line)) return undoneAnswer(line);
  if (kind === 'pair') return pairAnswer(line);
  const told = kind === 'adjustment' ? notes.map((text) => phrase('line.note', { text })) : [];
  return { phrases: [...arithmeticPhrases(line), ...told], facts: {} };
}
