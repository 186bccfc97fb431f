import type { Clock } from './ports.js';
import { Problem, problemOf, unexplained } from './problem.js';
import type { AccessToken } from './types.js';

const ANSWER_LIMIT_MS = 5_000;

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

  async call<T>(method: string, path: string, body?: object, fresh = false): Promise<T> {
    const first = await this.#once(method, path, body, fresh);
    const answer = first.status === 401 && !fresh ? await this.#once(method, path, body, true) : first;
    if (!answer.ok) throw await refusal(answer);
    return (await answer.json()) as T;
  }

  async #once(method: string, path: string, body: object | undefined, fresh: boolean): Promise<Response> {
    const impatience = new AbortController();
    const timer = this.clock.setTimeout(() => impatience.abort(), ANSWER_LIMIT_MS);
    try {
      const token = await this.accessToken({ fresh });

      return await this.fetch(this.base + path, {
        method,
        headers: { Authorization: `Bearer ${token}`, ...(body ? { 'Content-Type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: impatience.signal,
        cache: 'no-store',
      });
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

async function refusal(answer: Response): Promise<Problem> {
  const body = (await answer.json().catch(() => ({}))) as { code?: string; title?: string; detail?: string; details?: Record<string, unknown> };
  const seconds = Number(answer.headers.get('Retry-After') ?? Number.NaN);
  return new Problem(body.code ?? unexplained(answer.status), body.detail ?? body.title ?? `HTTP ${answer.status}`, {
    status: answer.status,
    retryAfterMs: Number.isFinite(seconds) ? seconds * 1_000 : undefined,
    details: body.details,
  });
}
