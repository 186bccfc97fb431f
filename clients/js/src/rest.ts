import type { ConnectionQuality } from './protocol.js';
import type { ChatMessage } from './wire.js';
import type { Clock } from './ports.js';
import { Problem, problemOf, unexplained } from './problem.js';
import type { AccessToken } from './types.js';

const ANSWER_LIMIT_MS = 5_000;

export interface HistoryPage {
  messages: (ChatMessage & { epoch: string; sequence: number })[];
  next_before?: string | number;
}

export interface QualityReport {
  latency_ms: number;
  packet_loss_percent: number;
  jitter_ms: number;
  bandwidth_kbps?: number;
}

export interface QualityVerdict {
  quality: ConnectionQuality;
  recommendations?: string[];
}

/** The REST calls that a room needs. A refused token is asked for anew once. */
export class Rest {
  readonly #base: string;

  constructor(
    server: string,
    readonly roomId: string,
    readonly accessToken: AccessToken,
    readonly fetch: typeof globalThis.fetch,
    readonly clock: Clock,
  ) {
    this.#base = `${server.replace(/\/+$/, '')}/webrtc`;
  }

  /** Where a WebSocket with that ticket goes. */
  socketUrl(ticket: string): string {
    return `${this.#base.replace(/^http/, 'ws')}/ws/${this.roomId}?ticket=${encodeURIComponent(ticket)}`;
  }

  async ticket(fresh: boolean): Promise<string> {
    return (await this.#call<{ ticket: string }>('POST', '/tickets', {}, fresh)).ticket;
  }

  configuration(): Promise<RTCConfiguration> {
    return this.#call<{ ice_servers: RTCIceServer[]; ice_transport_policy?: RTCIceTransportPolicy }>('GET', '/config').then(
      (config) => ({
        iceServers: config.ice_servers ?? [],
        ...(config.ice_transport_policy ? { iceTransportPolicy: config.ice_transport_policy } : {}),
      }),
    );
  }

  report(report: QualityReport): Promise<QualityVerdict> {
    return this.#call('POST', `/rooms/${this.roomId}/connection-quality`, report);
  }

  history(limit?: number, before?: string): Promise<HistoryPage> {
    const query = new URLSearchParams();
    if (limit !== undefined) query.set('limit', String(limit));
    if (before !== undefined) query.set('before', before);
    const asked = query.size > 0 ? `?${query}` : '';
    return this.#call('GET', `/rooms/${this.roomId}/messages${asked}`);
  }

  async #call<T>(method: string, path: string, body?: object, fresh = false): Promise<T> {
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
      return await this.fetch(this.#base + path, {
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

async function refusal(answer: Response): Promise<Problem> {
  const body = (await answer.json().catch(() => ({}))) as { code?: string; title?: string; detail?: string };
  const seconds = Number(answer.headers.get('Retry-After') ?? Number.NaN);
  return new Problem(body.code ?? unexplained(answer.status), body.detail ?? body.title ?? `HTTP ${answer.status}`, {
    status: answer.status,
    retryAfterMs: Number.isFinite(seconds) ? seconds * 1_000 : undefined,
  });
}
