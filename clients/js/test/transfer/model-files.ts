import { createHash } from 'node:crypto';
import { CHUNK_BYTES } from '../../src/transfer/chunker.js';
import type { WireManifestFile } from '../../src/transfer/manifest.js';
import { Manifest, manifestFileOf } from '../../src/transfer/manifest.js';
import { RangeSet } from '../../src/transfer/range-set.js';
import { cutOf, type WireOffer, type WireTransfer } from '../../src/transfer/transfer-rest.js';

interface Content {
  files: WireManifestFile[];
  manifest: Manifest | undefined;
  chunks: Map<number, Uint8Array>;
}

interface Kept {
  wire: WireTransfer;
  content: Content;
  received: string;
}

/** A refusal, as the server would make it. */
class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

/** The routes about files, as docs/files.md describes them, in one process: what a client can be tested against. */
export class ModelFiles {
  readonly transfers = new Map<string, Kept>();
  readonly codes = new Map<string, string>();
  readonly asked: string[] = [];
  uploadedBytes = 0;
  reachable = true;
  /** As with a virus scanner that waits for the whole file. */
  withholds = false;
  /** Changes what is downloaded. */
  damage: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes;
  /** Told what both parties hear. */
  told: (type: string, wire: WireTransfer) => void = () => undefined;
  /** So few files a page show whether a client asks for the next. */
  pageFiles = 2;
  #names = 0;

  /** One user's `fetch`. */
  fetchOf(userId: string, everybody: () => string[]): typeof fetch {
    return async (url, init) => {
      if (!this.reachable) throw new TypeError('fetch failed');
      const { pathname, searchParams } = new URL(String(url));
      this.asked.push(`${init?.method ?? 'GET'} ${pathname.replace(/^.*\/file-transfer/, '')}`);
      try {
        const answer = this.#answer(userId, init?.method ?? 'GET', pathname, searchParams, init?.body, everybody);
        return answer instanceof Uint8Array ? new Response(answer as BufferSource) : answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer);
      } catch (thrown) {
        if (!(thrown instanceof Refused)) throw thrown;
        return Response.json({ code: thrown.code, title: thrown.code }, { status: thrown.status });
      }
    };
  }

  wire(id: string): WireTransfer {
    return this.transfers.get(id)!.wire;
  }

  /** The sweeper of sessions pauses and resumes. */
  system(id: string, pauses: boolean): void {
    this.#pause(this.transfers.get(id)!, 'system', pauses);
  }

  #answer(user: string, method: string, path: string, query: URLSearchParams, body: unknown, everybody: () => string[]): unknown {
    const json = typeof body === 'string' ? (JSON.parse(body) as Record<string, unknown>) : {};
    if (path.endsWith('/file-transfers')) return { transfers: [...this.transfers.values()].filter(({ wire }) => partyOf(wire, user)).map(({ wire }) => wire) };
    if (path.endsWith('/offer')) return this.#offer(user, json as unknown as WireOffer, everybody());
    if (path.endsWith('/recover')) return this.#recover(user, json);
    const [, id, rest = ''] = /\/file-transfer\/([^/]+)\/?(.*)$/.exec(path)!;
    const kept = this.transfers.get(id!);
    const side = kept && partyOf(kept.wire, user);
    if (!kept || !side) throw new Refused(404, 'transfer_not_found');
    if (rest === '') return method === 'DELETE' ? this.#end(kept, 'cancelled', 'file-share-cancel') : kept.wire;
    if (rest === 'manifest') return method === 'PUT' ? this.#describe(kept, Number(query.get('from')), json) : this.#described(kept, query);
    if (rest.startsWith('chunks')) return this.#chunks(kept, method, rest, query, body, json);
    return this.#move(kept, side, rest, json);
  }

  #move(kept: Kept, side: string, verb: string, json: Record<string, unknown>): unknown {
    const { wire } = kept;
    switch (verb) {
      case 'accept':
        if (wire.status !== 'pending') throw new Refused(409, 'invalid_transfer_state');
        wire.receiver_session_id = json['session_id'] as string;
        return this.#become(kept, { status: 'active' }, 'file-share-accept');
      case 'reject':
        return this.#end(kept, 'cancelled', 'file-share-reject');
      case 'pause':
      case 'resume':
        return this.#pause(kept, side, verb === 'pause');
      case 'complete':
        if (wire.status !== 'active') throw new Refused(409, 'invalid_transfer_state');
        return this.#end(kept, 'completed', 'file-share-complete');
      case 'fail':
        wire.error = String(json['reason']);
        return this.#end(kept, 'failed', 'file-share-fail');
      case 'recovery-code':
        this.codes.set(`code-${wire.transfer_id}`, wire.transfer_id);
        return { code: `code-${wire.transfer_id}`, expires_at: '2026-11-21T09:15:00.000Z' };
      default:
        throw new Refused(404, 'not_found');
    }
  }

  #offer(sender: string, offer: WireOffer, everybody: string[]): unknown {
    const content: Content = { files: [], manifest: undefined, chunks: new Map() };
    const to = offer.receiver_ids ?? (offer.receiver_id === '*' ? everybody.filter((user) => user !== sender) : [offer.receiver_id!]);
    const made = to.map((receiver): WireTransfer => {
      const transfer_id = `00000000-0000-4000-8000-${String(++this.#names).padStart(12, '0')}`;
      const wire: WireTransfer = {
        transfer_id, room_id: 'standup', sender_id: sender, receiver_id: receiver, sender_session_id: offer.session_id ?? null, filename: offer.filename,
        file_size: offer.file_size, file_count: offer.file_count, chunking: offer.chunking, chunk_size: offer.chunk_size ?? CHUNK_BYTES, status: 'pending', paused_by: [], version: 1,
        ...(offer.message === undefined ? {} : { message: offer.message }),
      };
      const kept = { wire, content, received: '' };
      this.transfers.set(transfer_id, kept);
      this.#become(kept, {}, 'file-share-offer');
      return wire;
    });
    return offer.receiver_id && offer.receiver_id !== '*' ? made[0] : { transfers: made };
  }

  #describe({ wire, content }: Kept, from: number, { files, complete }: Record<string, unknown>): unknown {
    const page = files as WireManifestFile[];
    const before = content.files.slice(from, from + page.length);
    if (before.length > 0 && JSON.stringify(before) !== JSON.stringify(page)) throw new Refused(409, 'manifest_conflict');
    content.files.splice(from, Infinity, ...page);
    if (complete) content.manifest = new Manifest(cutOf(wire), content.files.map(manifestFileOf));
    return wire;
  }

  #described({ wire, content }: Kept, query: URLSearchParams): unknown {
    const from = Number(query.get('from'));
    const end = from + this.pageFiles;
    const files = content.files.slice(from, end);
    const next = end < content.files.length ? { next: end } : {};
    return { chunking: wire.chunking, chunk_size: wire.chunk_size, files, complete: content.manifest !== undefined, ...next };
  }

  #chunks(kept: Kept, method: string, rest: string, query: URLSearchParams, body: unknown, json: Record<string, unknown>): unknown {
    const { content } = kept;
    const first = Number(rest.split('/')[1] ?? -1);
    if (method === 'PUT' && first < 0) return void (kept.received = String(json['received']));
    if (method === 'PUT') return this.#store(content, first, body as Uint8Array);
    if (first < 0) {
      const relayed = new RangeSet();
      for (const chunk of content.chunks.keys()) relayed.add(chunk);
      return { total: content.manifest?.totalChunks ?? 0, relayed: relayed.toString(), received: kept.received };
    }
    const isWhole = content.chunks.size === content.manifest?.totalChunks;
    if (this.withholds && !isWhole) throw new Refused(409, 'file_not_scanned');
    const found: Uint8Array[] = [];
    for (let chunk = first; chunk < first + Number(query.get('count')) && content.chunks.has(chunk); chunk += 1) found.push(content.chunks.get(chunk)!);
    if (found.length === 0) throw new Refused(404, 'chunk_not_held');
    return this.damage(new Uint8Array(found.flatMap((bytes) => [...bytes])));
  }

  #store({ manifest, chunks }: Content, first: number, bytes: Uint8Array): unknown {
    this.uploadedBytes += bytes.length;
    let chunk = first;
    for (let at = 0; at < bytes.length; chunk += 1) {
      const piece = bytes.slice(at, (at += manifest!.size(chunk)));
      if (createHash('sha256').update(piece).digest().some((byte, i) => byte !== manifest!.digest(chunk)[i])) throw new Refused(422, 'chunk_digest_mismatch');
      for (const same of [chunk, ...manifest!.twins(chunk)]) chunks.set(same, piece);
    }
    return { stored: `${first}-${chunk - 1}` };
  }

  #recover(user: string, json: Record<string, unknown>): unknown {
    const kept = this.transfers.get(this.codes.get(String(json['code'])) ?? '');
    const side = kept && partyOf(kept.wire, user);
    this.codes.delete(String(json['code']));
    if (!kept || !side) throw new Refused(404, 'recovery_code_invalid');
    kept.wire[`${side}_session_id` as 'sender_session_id'] = String(json['session_id']);
    return { transfer: this.#become(kept, {}, 'file-share-moved'), verified: kept.received, expires_at: '' };
  }

  #pause(kept: Kept, by: string, pauses: boolean): WireTransfer {
    const { status, paused_by: pausedBy = [] } = kept.wire;
    if (status !== 'active' && status !== 'paused') throw new Refused(409, 'invalid_transfer_state');
    const left = pauses ? [...new Set([...pausedBy, by])] : pausedBy.filter((each) => each !== by);
    return this.#become(kept, { status: left.length > 0 ? 'paused' : 'active', paused_by: left }, pauses ? 'file-share-pause' : 'file-share-resume');
  }

  #end(kept: Kept, status: 'completed' | 'cancelled' | 'failed', type: string): WireTransfer {
    if (['completed', 'cancelled', 'failed'].includes(kept.wire.status)) throw new Refused(409, 'invalid_transfer_state');
    return this.#become(kept, { status }, type);
  }

  #become({ wire }: Kept, change: Partial<WireTransfer>, type: string): WireTransfer {
    Object.assign(wire, change, { version: wire.version + 1 });
    const told = structuredClone(wire);
    queueMicrotask(() => this.told(type, told));
    return structuredClone(wire);
  }
}

function partyOf(wire: WireTransfer, user: string): 'sender' | 'receiver' | undefined {
  return wire.sender_id === user ? 'sender' : wire.receiver_id === user ? 'receiver' : undefined;
}
