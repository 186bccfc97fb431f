import type { ClientEnvelope } from './wire.js';
import type { Clock, Timer } from './ports.js';
import { Problem } from './problem.js';

const MESSAGES_MAX = 500;
const BYTES_MAX = 1024 * 1024;
const MESSAGE_BYTES_MAX = 60 * 1024;
/** Fewer than the refusals within 10 s that the server takes for abuse. */
const WINDOW = 16;
const RETRY_AFTER_MS = 1_000;

export interface OutboxEntry {
  id: string;
  type: string;
  payload: object;
  /** When it was written, epoch milliseconds. */
  at: number;
}

export interface OutboxPorts {
  clock: Clock;
  save(entries: OutboxEntry[]): void;
  send(envelopes: ClientEnvelope[]): void;
}

/**
 * Durable messages that are not yet acknowledged, in the order in which they were written. All of it is sent again on a new
 * connection; the server knows each by its id and accepts it once. After a refusal that may be tried again one message
 * goes ahead as a probe until the server accepts again.
 */
export class Outbox {
  #entries: OutboxEntry[];
  #inFlight = new Set<string>();
  #bytes = 0;
  #open = false;
  #window = WINDOW;
  #pause: Timer;
  #number = 0;

  /** `seed` makes the ids of this life of the page differ from those of its earlier lives. */
  constructor(
    readonly ports: OutboxPorts,
    readonly seed: string,
    kept: OutboxEntry[] = [],
  ) {
    this.#entries = [...kept];
    this.#bytes = kept.reduce((sum, entry) => sum + bytesOf(entry), 0);
  }

  get size(): number {
    return this.#entries.length;
  }

  get entries(): readonly OutboxEntry[] {
    return this.#entries;
  }

  /** Takes a message in; throws a {@link Problem} when it is too large or the outbox is full. */
  add(type: string, payload: object): OutboxEntry {
    const entry: OutboxEntry = { id: `${this.seed}-${++this.#number}`, type, payload, at: this.ports.clock.now() };
    const bytes = bytesOf(entry);
    if (bytes > MESSAGE_BYTES_MAX) throw new Problem('message_too_large', `A message may have ${MESSAGE_BYTES_MAX} bytes`);
    if (this.#entries.length >= MESSAGES_MAX || this.#bytes + bytes > BYTES_MAX) {
      throw new Problem('outbox_full', 'Too many messages wait for the connection to return');
    }
    this.#entries.push(entry);
    this.#bytes += bytes;
    this.#save();
    this.#pump();
    return entry;
  }

  /** A connection is there and joined: everything goes out again. */
  open(): void {
    this.#open = true;
    this.#inFlight.clear();
    this.#window = WINDOW;
    this.#resume();
  }

  close(): void {
    this.#open = false;
    this.#stopPause();
  }

  /** The server has it; answers the message if it was waiting here. */
  accepted(id: string): OutboxEntry | undefined {
    const entry = this.#take(id);
    if (entry) {
      this.#window = WINDOW;
      this.#pump();
    }
    return entry;
  }

  /** The server refuses it for good; answers the message if it was waiting here. */
  refused(id: string): OutboxEntry | undefined {
    const entry = this.#take(id);
    this.#pump();
    return entry;
  }

  /** The server cannot take it now: it stays, and nothing is sent before the time is over. */
  postponed(id: string, afterMs = RETRY_AFTER_MS): void {
    if (!this.#inFlight.delete(id)) return;
    this.#window = 1;
    this.#stopPause();
    this.#pause = this.ports.clock.setTimeout(() => this.#resume(), Math.max(afterMs, 100));
  }

  /** Takes everything out, for instance because it belongs to another tab. */
  clear(): OutboxEntry[] {
    const all = this.#entries;
    this.#entries = [];
    this.#bytes = 0;
    this.#inFlight.clear();
    this.#save();
    return all;
  }

  #take(id: string): OutboxEntry | undefined {
    const index = this.#entries.findIndex((entry) => entry.id === id);
    if (index < 0) return undefined;
    const [entry] = this.#entries.splice(index, 1);
    this.#inFlight.delete(id);
    this.#bytes -= bytesOf(entry!);
    this.#save();
    return entry;
  }

  #pump(): void {
    if (!this.#open || this.#pause !== undefined) return;
    const batch: OutboxEntry[] = [];
    for (const entry of this.#entries) {
      if (this.#inFlight.size >= this.#window) break;
      if (this.#inFlight.has(entry.id)) continue;
      this.#inFlight.add(entry.id);
      batch.push(entry);
    }
    if (batch.length > 0) this.ports.send(batch.map(({ type, id, payload }) => ({ type, id, payload })));
  }

  #resume(): void {
    this.#stopPause();
    this.#pump();
  }

  #stopPause(): void {
    if (this.#pause !== undefined) this.ports.clock.clearTimeout(this.#pause);
    this.#pause = undefined;
  }

  #save(): void {
    this.ports.save(this.#entries);
  }
}

const encoder = new TextEncoder();

function bytesOf(entry: OutboxEntry): number {
  return encoder.encode(JSON.stringify({ type: entry.type, id: entry.id, payload: entry.payload })).length;
}
