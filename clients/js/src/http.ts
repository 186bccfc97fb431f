import type { Clock } from './ports.js';
import { Problem, problemOf, unexplained } from './problem.js';
import type { AccessToken } from './types.js';

const ANSWER_LIMIT_MS = 5_000;

/** What a call sends, and how long its answer may take. */
interface Sent {
  body?: BodyInit;
  headers?: Record<string, string>;
  limitMs?: number;
}

/** Calls of the server's routes with an access token. A refused token is asked for anew once. */
export class Http {
  readonly base: string;

  constructor(
    server: string,
    readonly accessToken: AccessToken,
    readonly fetch: typeof globalThis.fetch,
    readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>,
  ) {
    this.base = `${server.replace(/\/+$/, '')}/webrtc`;
  }

  async call<T>(method: string, path: string, body?: unknown, fresh = false): Promise<T> {
    const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
    return (await this.#answered(method, path, sent, fresh, jsonOf)) as T;
  }

  /** Sends bytes; the answer is JSON. */
  async put<T>(path: string, bytes: Uint8Array, limitMs: number): Promise<T> {
    const sent = { body: bytes as BufferSource, headers: { 'Content-Type': 'application/octet-stream' }, limitMs };
    return (await this.#answered('PUT', path, sent, false, jsonOf)) as T;
  }

  /** Fetches bytes. */
  bytes(path: string, limitMs: number): Promise<Uint8Array> {
    return this.#answered('GET', path, { limitMs }, false, async (answer) => new Uint8Array(await answer.arrayBuffer()));
  }

  async #answered<T>(method: string, path: string, sent: Sent, fresh: boolean, read: (answer: Response) => Promise<T>): Promise<T> {
    const first = await this.#once(method, path, sent, fresh, read);
    const second = first.status === 401 && !fresh ? await this.#once(method, path, sent, true, read) : first;
    if (second.problem) throw second.problem;
    return second.value as T;
  }

  /** The time limit is for the whole answer. */
  async #once<T>(method: string, path: string, { body, headers, limitMs }: Sent, fresh: boolean, read: (answer: Response) => Promise<T>): Promise<{ status: number; value?: T; problem?: Problem }> {
    const impatience = new AbortController();
    const timer = this.clock.setTimeout(() => impatience.abort(), limitMs ?? ANSWER_LIMIT_MS);
    try {
      const token = await this.accessToken({ fresh });
      const answer = await this.fetch(this.base + path, {
        method,
        headers: { Authorization: `Bearer ${token}`, ...headers },
        ...(body === undefined ? {} : { body }),
        signal: impatience.signal,
        cache: 'no-store',
      });
      return answer.ok ? { status: answer.status, value: await read(answer) } : { status: answer.status, problem: await refusal(answer) };
    } catch (thrown) {
      throw problemOf(thrown);
    } finally {
      this.clock.clearTimeout(timer);
    }
  }
}

/** Text as one segment of a path. */
export function segment(text: string): string {
  return encodeURIComponent(text);
}

/** What is given of these, as a query; nothing when nothing is. */
export function queryOf(asked: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) if (value !== undefined) query.set(name, String(value));
  return query.size > 0 ? `?${query}` : '';
}

function jsonOf(answer: Response): Promise<unknown> {
  return answer.status === 204 ? Promise.resolve(undefined) : answer.json();
}

async function refusal(answer: Response): Promise<Problem> {
  const body = (await answer.json().catch(() => ({}))) as { code?: string; title?: string; detail?: string; details?: Record<string, unknown> };
  const seconds = Number(answer.headers.get('Retry-After') ?? Number.NaN);
  return new Problem(body.code ?? unexplained(answer.status), body.detail ?? body.title ?? `HTTP ${answer.status}`, {
    status: answer.status,
    retryAfterMs: Number.isFinite(seconds) ? seconds * 1_000 : undefined,
    details: body.details,
  });
}
