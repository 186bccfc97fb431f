/** Numbers of a sample, of which only some are ever wanted. */

/**
 * The value that this share of the samples is at or below.
 *
 * @param {number[]} samples
 * @param {number} share 0.95 for p95
 * @returns {number | null} null when there are no samples
 */
export function quantile(samples, share) {
  if (samples.length === 0) return null;
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

/**
 * @param {number[]} samples
 * @returns {{ count: number, p50: number | null, p95: number | null, p99: number | null, max: number | null }}
 */
export function summary(samples) {
  return {
    count: samples.length,
    p50: quantile(samples, 0.5),
    p95: quantile(samples, 0.95),
    p99: quantile(samples, 0.99),
    max: quantile(samples, 1),
  };
}

/**
 * Random numbers that are the same in each run with the same seed.
 *
 * @param {number} seed not 0
 */
export function randomOf(seed) {
  let state = seed | 0;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  return {
    /** In [from, to). */
    between: (/** @type {number} */ from, /** @type {number} */ to) => from + next() * (to - from),
    chance: (/** @type {number} */ share) => next() < share,
  };
}
