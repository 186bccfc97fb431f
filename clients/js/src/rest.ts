import type { ConnectionQuality } from './protocol.js';
import type { ChatMessage } from './wire.js';
import type { Clock } from './ports.js';
import { Http } from './http.js';
import type { AccessToken } from './types.js';

/** As it stands now; a deleted one has no content. */
export interface HistoricMessage extends Omit<ChatMessage, 'content'> {
  content?: string;
  edited_at?: string;
  deleted_at?: string;
  deleted_by?: string;
  epoch: string;
  sequence: number;
}

export interface WireReceipt {
  user_id: string;
  message_id: string;
  read_until: string;
  target_user_id?: string;
}

export interface HistoryPage {
  messages: HistoricMessage[];
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

/** The REST calls that a room needs. */
export class Rest {
  readonly http: Http;

  constructor(
    server: string,
    readonly roomId: string,
    accessToken: AccessToken,
    fetch: typeof globalThis.fetch,
    clock: Clock,
  ) {
    this.http = new Http(server, accessToken, fetch, clock);
  }

  /** Where a WebSocket with that ticket goes. */
  socketUrl(ticket: string): string {
    return `${this.http.base.replace(/^http/, 'ws')}/ws/${this.roomId}?ticket=${encodeURIComponent(ticket)}`;
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

  history(page: { limit?: number; before?: string; words?: string }): Promise<HistoryPage> {
    const query = new URLSearchParams();
    if (page.limit !== undefined) query.set('limit', String(page.limit));
    if (page.before !== undefined) query.set('before', page.before);
    if (page.words !== undefined) query.set('q', page.words);
    const asked = query.size > 0 ? `?${query}` : '';
    return this.#call('GET', `/rooms/${this.roomId}/messages${asked}`);
  }

  async receipts(): Promise<WireReceipt[]> {
    return (await this.#call<{ receipts: WireReceipt[] }>('GET', `/rooms/${this.roomId}/read-receipts`)).receipts;
  }

  /** Says something of ourselves. */
  async info(userId: string, info: { speaking?: boolean; username?: string }): Promise<void> {
    const told = { is_speaking: info.speaking, username: info.username };
    await this.#call('POST', `/rooms/${this.roomId}/participants/${encodeURIComponent(userId)}/info`, told);
  }

  #call<T>(method: string, path: string, body?: object, fresh = false): Promise<T> {
    return this.http.call<T>(method, path, body, fresh);
  }
}
