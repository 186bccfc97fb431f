import type { ConnectionEnd } from './connection.js';
import { unexplained } from './problem.js';
import { CLOSE_CODES } from './protocol.js';

const ABUSE_WAIT_MS = 60_000;
const FINAL_STATUS = new Set([400, 403, 404, 410, 422]);

/** What a client does after a connection has ended. */
export type Next =
  | { then: 'stay-away'; reason: string }
  | { then: 'join-anew' }
  | { then: 'resume'; freshToken: boolean; notBeforeMs: number; reason: string };

/**
 * Reads the end of a connection as the table of close codes says; without a code the HTTP status decides. Once a room
 * `wasJoined`, a status without a problem of ours says nothing of the room: while a node starts or stops, its container or a
 * balancer answers.
 */
export function nextAfter({ code, reason: said, problem }: ConnectionEnd, wasJoined: boolean): Next {
  const close = code === undefined ? undefined : CLOSE_CODES[code];
  const reason = problem.code.startsWith('closed_') && close ? close.name.replaceAll('-', '_') : problem.code;
  const resume = (notBeforeMs = 0, freshToken = false): Next => ({ then: 'resume', freshToken, notBeforeMs, reason });
  switch (close?.then) {
    case 'stay-away':
    case 'show-reason':
      return { then: 'stay-away', reason: code === 4410 && said ? said : reason };
    case 'join-anew':
      return { then: 'join-anew' };
    case 'renew-token':
      return resume(0, true);
    case 'wait-and-resume':
      return resume(retryAfterMs(said ?? '') ?? problem.retryAfterMs ?? (code === 4429 ? ABUSE_WAIT_MS : 0));
    case 'resume':
      return resume();
    case undefined:
      break;
  }
  const isFinal = problem.status !== undefined && FINAL_STATUS.has(problem.status);
  if (isFinal && !(wasJoined && problem.code === unexplained(problem.status))) return { then: 'stay-away', reason };
  return resume(problem.retryAfterMs, problem.status === 401);
}

/** A close reason is all that a closing server can say. */
function retryAfterMs(text: string): number | undefined {
  const seconds = /retry_after=(\d+(?:\.\d+)?)/.exec(text)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1_000;
}
