import type { AgreementRecord } from './agreement.js';
import type { Position } from './cursor.js';
import type { OutboxEntry } from './outbox.js';
import type { IdentityGuard, Storage } from './ports.js';
import type { WireParticipant } from './protocol.js';

/** What lets a later life of this tab or process go on where this one stopped. */
export interface SessionRecord {
  clientId: string;
  resumeToken?: string;
  /** How often this identity has tried to join. */
  attempt?: number;
  position?: Position;
  /** The room as of `position`. */
  participants?: WireParticipant[];
  agreement?: AgreementRecord | undefined;
}

interface OutboxRecord {
  clientId: string;
  entries: OutboxEntry[];
}

/**
 * Keeps session and outbox of one room in a storage. Both are written under one client id, since message ids mean nothing
 * without it. A storage that refuses costs only what a reload would have kept, and is reported once.
 */
export class SessionStore {
  #refusal: unknown;
  #onRefused: ((thrown: unknown) => void) | undefined;
  #release: () => void;

  private constructor(
    readonly storage: Storage,
    readonly key: string,
    readonly record: SessionRecord,
    readonly kept: OutboxEntry[],
    release: () => void,
  ) {
    this.#release = release;
  }

  /** Opens what is kept, or a new identity where nothing is kept or another live tab uses it (a duplicated tab). */
  static async open(
    ports: { storage: Storage; guard: IdentityGuard; uniqueName(): string },
    key: string,
  ): Promise<SessionStore> {
    const record = read<SessionRecord>(ports.storage, `${key}:session`);
    if (record && typeof record.clientId === 'string') {
      const claim = await ports.guard.claim(record.clientId);
      if (claim.ours) {
        const outbox = read<OutboxRecord>(ports.storage, `${key}:outbox`);
        const kept = outbox && outbox.clientId === record.clientId ? outbox.entries : [];
        return new SessionStore(ports.storage, key, record, kept, claim.release);
      }
    }
    const clientId = ports.uniqueName();
    const claim = await ports.guard.claim(clientId);
    const store = new SessionStore(ports.storage, key, { clientId }, [], claim.release);
    store.saveOutbox([]);
    store.save({});
    return store;
  }

  /** Tells the first refusal of the storage, also one that was before. */
  whenRefused(listener: (thrown: unknown) => void): void {
    this.#onRefused = listener;
    if (this.#refusal !== undefined) listener(this.#refusal);
  }

  /** Changes the record and writes it. */
  save(change: Partial<Omit<SessionRecord, 'clientId'>>): void {
    Object.assign(this.record, change);
    this.#write(`${this.key}:session`, this.record);
  }

  saveOutbox(entries: OutboxEntry[]): void {
    this.#write(`${this.key}:outbox`, { clientId: this.record.clientId, entries } satisfies OutboxRecord);
  }

  /** Goes on under a new identity: the old one is somebody else's. */
  renew(clientId: string): void {
    this.record.clientId = clientId;
    delete this.record.resumeToken;
    delete this.record.position;
    delete this.record.participants;
    delete this.record.agreement;
    this.save({});
  }

  /** The session has ended: nothing of it is kept. */
  forget(): void {
    this.storage.remove(`${this.key}:session`);
    this.storage.remove(`${this.key}:outbox`);
    this.release();
  }

  /** Another page of this browser may use the identity now. */
  release(): void {
    this.#release();
  }

  #write(key: string, value: object): void {
    try {
      this.storage.set(key, JSON.stringify(value));
    } catch (thrown) {
      if (this.#refusal === undefined) this.#onRefused?.(thrown);
      this.#refusal ??= thrown;
    }
  }
}

function read<T>(storage: Storage, key: string): T | undefined {
  try {
    return (JSON.parse(storage.get(key) ?? 'null') as T | null) ?? undefined;
  } catch {
    return undefined; // Written by something else: as good as nothing.
  }
}
