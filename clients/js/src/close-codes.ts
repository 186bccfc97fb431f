import type { ConnectionEnd } from './connection.js';

const ABUSE_WAIT_MS = 60_000;
const FINAL_STATUS = new Set([400, 403, 404, 410, 422]);

/** What a client does after a connection has ended. */
export type Next =
  | { then: 'stay-away'; reason: string }
  | { then: 'join-anew' }
  | { then: 'resume'; freshToken: boolean; notBeforeMs: number; reason: string };

/** Reads the end of a connection as the table of close codes says. */
export function nextAfter(end: ConnectionEnd): Next {
  const { code, problem } = end;
  const resume = (notBeforeMs = 0, freshToken = false): Next => ({
    then: 'resume',
    freshToken,
    notBeforeMs,
    reason: problem.code,
  });
  switch (code) {
    case 1000:
      return { then: 'stay-away', reason: 'left' };
    case 4001:
      return { then: 'stay-away', reason: 'superseded' };
    case 4401:
      return resume(0, true);
    case 4403:
      return { then: 'stay-away', reason: problem.code.startsWith('closed_') ? 'refused' : problem.code };
    case 4409:
      return { then: 'join-anew' };
    case 4429:
      return resume(ABUSE_WAIT_MS);
    case 4503:
      return resume(retryAfterMs(problem.message) ?? problem.retryAfterMs);
    default:
      break;
  }
  if (problem.status !== undefined && FINAL_STATUS.has(problem.status)) {
    return { then: 'stay-away', reason: problem.code };
  }
  return resume(problem.retryAfterMs, problem.status === 401);
}

function retryAfterMs(reason: string): number | undefined {
  const seconds = /retry_after=(\d+(?:\.\d+)?)/.exec(reason)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1_000;
}
