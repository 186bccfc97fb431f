import { Backoff } from '../backoff.js';
import type { Clock, Random } from '../ports.js';
import { problemOf } from '../problem.js';
import { isPassing } from './transfer-rest.js';

/** Calls until there is an answer, as long as it is wanted; what is refused for good is thrown. */
export async function insist<T>(ports: { clock: Clock; random: Random }, call: () => Promise<T>, wanted: () => boolean): Promise<T | undefined> {
  const backoff = new Backoff(ports.random);
  while (wanted()) {
    try {
      return await call();
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (!isPassing(problem)) throw problem;
      await new Promise<void>((passed) => ports.clock.setTimeout(passed, backoff.next(problem.retryAfterMs)));
    }
  }
  return undefined;
}
