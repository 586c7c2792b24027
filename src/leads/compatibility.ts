/** How well a set of leads fits: the mean of the scores of the substages they stand in, 0 to 100, null for none. */
export function compatibilityScore(scores: readonly number[]): number | null {
  if (scores.length === 0) return null;
  return Math.round(scores.reduce((sum, score) => sum + score, 0) / scores.length);
}
