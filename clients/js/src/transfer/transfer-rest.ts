import { type Http, queryOf, segment } from '../http.js';
import { Problem } from '../problem.js';
import { CHUNK_BYTES, type Chunking, type Cut } from './chunker.js';
import { Manifest, manifestFileOf, type WireManifestFile } from './manifest.js';

/** 4 MiB take two minutes on a line of 256 kbit/s. */
const BODY_LIMIT_MS = 180_000;
const PAGE_FILES = 1_000;

export type TransferState = 'pending' | 'active' | 'paused' | 'completed' | 'cancelled' | 'failed';

/** A transfer as the server tells it. */
export interface WireTransfer {
  transfer_id: string;
  room_id: string;
  sender_id: string;
  receiver_id: string;
  sender_session_id?: string | null;
  receiver_session_id?: string | null;
  filename: string;
  file_size: number;
  file_count?: number;
  mime_type?: string | null;
  message?: string | null;
  chunking?: Chunking;
  chunk_size?: number;
  status: TransferState;
  paused_by?: string[];
  error?: string | null;
  version: number;
  expires_at?: string | null;
}

export interface WireOffer {
  receiver_id?: string;
  receiver_ids?: string[];
  session_id?: string;
  filename: string;
  file_size: number;
  file_count: number;
  mime_type?: string;
  message?: string;
  chunking: Chunking;
  chunk_size?: number;
}

interface WireManifestPage {
  chunking: Chunking;
  chunk_size: number;
  files: WireManifestFile[];
  complete: boolean;
  next?: number | null;
}

/** What lets a transfer go on from where it stopped, perhaps on another device. */
export interface WireRecovery {
  transfer: WireTransfer;
  verified: string;
  expires_at: string;
}

/** The calls about files in one room. */
export class TransferRest {
  readonly #room: string;

  constructor(
    readonly http: Http,
    roomId: string,
  ) {
    this.#room = `/rooms/${segment(roomId)}`;
  }

  async offer(offer: WireOffer): Promise<WireTransfer[]> {
    const made = await this.http.call<WireTransfer | { transfers: WireTransfer[] }>('POST', `${this.#room}/file-transfer/offer`, offer);
    return 'transfers' in made ? made.transfers : [made];
  }

  async list(): Promise<WireTransfer[]> {
    return (await this.http.call<{ transfers: WireTransfer[] }>('GET', `${this.#room}/file-transfers`)).transfers;
  }

  get(id: string): Promise<WireTransfer> {
    return this.http.call('GET', this.#path(id));
  }

  accept(id: string, sessionId: string): Promise<WireTransfer> {
    return this.http.call('POST', this.#path(id, 'accept'), { session_id: sessionId });
  }

  reject(id: string, reason: string | undefined): Promise<WireTransfer> {
    return this.http.call('POST', this.#path(id, 'reject'), { reason: reason ?? null });
  }

  pause(id: string): Promise<WireTransfer> {
    return this.http.call('POST', this.#path(id, 'pause'));
  }

  resume(id: string): Promise<WireTransfer> {
    return this.http.call('POST', this.#path(id, 'resume'));
  }

  cancel(id: string): Promise<WireTransfer> {
    return this.http.call('DELETE', this.#path(id));
  }

  complete(id: string): Promise<WireTransfer> {
    return this.http.call('POST', this.#path(id, 'complete'), {});
  }

  fail(id: string, reason: string): Promise<WireTransfer> {
    return this.http.call('POST', this.#path(id, 'fail'), { reason });
  }

  /** Gives the server the manifest, a page at a time. */
  async describe(id: string, manifest: Manifest): Promise<void> {
    for (const { from, files, complete } of manifest.pages()) {
      await this.http.call('PUT', this.#path(id, `manifest${queryOf({ from })}`), { files, complete });
    }
  }

  /** The whole manifest; nothing as long as its sender has not given it completely. */
  async manifest(id: string): Promise<Manifest | undefined> {
    const files: WireManifestFile[] = [];
    for (let from: number | null | undefined = 0; ; ) {
      const page: WireManifestPage = await this.http.call('GET', this.#path(id, `manifest${queryOf({ from, limit: PAGE_FILES })}`));
      if (!page.complete) return undefined;
      files.push(...page.files);
      from = page.next;
      if (from == null || page.files.length === 0) return new Manifest(cutOf(page), files.map(manifestFileOf));
    }
  }

  /** Which chunks the server holds, and which the receiver said it holds. */
  chunks(id: string): Promise<{ relayed: string; received: string }> {
    return this.http.call('GET', this.#path(id, 'chunks'));
  }

  /** Says which chunks we hold. */
  async report(id: string, received: string): Promise<void> {
    await this.http.call('PUT', this.#path(id, 'chunks'), { received });
  }

  /** Uploads consecutive chunks from `first` on, of which the server verifies each; answers which of them it has now. */
  async upload(id: string, first: number, bytes: Uint8Array): Promise<string> {
    return (await this.http.put<{ stored: string }>(this.#path(id, `chunks/${first}`), bytes, BODY_LIMIT_MS)).stored;
  }

  /** Up to `count` consecutive chunks from `first` on, one behind the other. */
  download(id: string, first: number, count: number): Promise<Uint8Array> {
    return this.http.bytes(this.#path(id, `chunks/${first}${queryOf({ count })}`), BODY_LIMIT_MS);
  }

  recovery(id: string): Promise<WireRecovery> {
    return this.http.call('GET', this.#path(id, 'recovery'));
  }

  recoveryCode(id: string): Promise<{ code: string; expires_at: string }> {
    return this.http.call('POST', this.#path(id, 'recovery-code'), {});
  }

  recover(code: string, sessionId: string): Promise<WireRecovery> {
    return this.http.call('POST', '/file-transfers/recover', { code, session_id: sessionId });
  }

  #path(id: string, rest?: string): string {
    return `${this.#room}/file-transfer/${segment(id)}${rest === undefined ? '' : `/${rest}`}`;
  }
}

/** How the files of a transfer are cut. */
export function cutOf({ chunking = 'fixed', chunk_size = CHUNK_BYTES }: Pick<WireTransfer, 'chunking' | 'chunk_size'>): Cut {
  return { chunking, chunkBytes: chunk_size };
}

/** Whether asking again later may help. */
export function isPassing(problem: Problem): boolean {
  const { status } = problem;
  return status === undefined ? problem.code === 'network' : status >= 500 || status === 408 || status === 429 || problem.code === 'file_not_scanned';
}
