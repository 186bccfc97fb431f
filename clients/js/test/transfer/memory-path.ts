import type { Clock } from '../../src/ports.js';
import type { DataPath, Lane } from '../../src/transfer/data-path.js';

/** One end of a channel in memory. What is sent arrives a moment later, in order, unless the channel was cut before. */
export class MemoryLane<Message extends string | Uint8Array> implements Lane<Message> {
  onmessage: ((message: unknown) => void) | undefined;
  ondrained: (() => void) | undefined;
  onclosed: (() => void) | undefined;
  bufferedBytes = 0;
  other!: MemoryLane<Message>;
  open = true;
  sentBytes = 0;
  /** Changes, doubles or drops what is sent. */
  fault: (message: Message) => Message[] = (message) => [message];
  /** When the line is free again. */
  #freeAt = 0;
  /** While nothing arrives: how far it had come. */
  #frozenMs: number | undefined;
  #held: Message[] = [];

  constructor(
    readonly clock: Clock,
    readonly line: { delayMs: number; bytesPerMs: number },
  ) {}

  /** Grows while something is on its way, in one direction or, as an acknowledgement, in the other. */
  get movedMs(): number {
    return this.#frozenMs ?? Math.min(this.#freeAt, this.clock.now());
  }

  send(message: Message): void {
    if (!this.open) throw new Error('closed');
    this.bufferedBytes += message.length;
    this.sentBytes += message.length;
    const now = this.clock.now();
    this.#freeAt = Math.max(now, this.#freeAt) + message.length / this.line.bytesPerMs;
    const copy = (typeof message === 'string' ? message : message.slice()) as Message;
    this.clock.setTimeout(() => this.#gone(copy), this.#freeAt - now);
  }

  /** What is sent arrives only when it is let go. */
  hold(frozen: boolean): void {
    this.#frozenMs = frozen ? this.movedMs : undefined;
    for (const message of frozen ? [] : this.#held.splice(0)) this.#arrive(message);
  }

  /** Ends it on both sides; what is on its way is lost. */
  close(): void {
    for (const end of [this, this.other]) {
      if (!end.open) continue;
      end.open = false;
      this.clock.setTimeout(() => end.onclosed?.(), 0);
    }
  }

  #gone(message: Message): void {
    this.bufferedBytes -= message.length;
    if (!this.open) return;
    for (const arriving of this.fault(message)) this.clock.setTimeout(() => this.#arrive(arriving), this.line.delayMs);
    if (this.bufferedBytes <= 262_144) this.ondrained?.();
  }

  #arrive(message: Message): void {
    if (this.#frozenMs !== undefined) this.#held.push(message);
    else if (this.open) this.other.onmessage?.(typeof message === 'string' ? message : message.slice().buffer);
  }
}

export interface MemoryPath extends DataPath {
  isUp: boolean;
  /** The other end. */
  far: MemoryPath;
  control: MemoryLane<string>;
  lanes: MemoryLane<Uint8Array<ArrayBuffer>>[];
}

/** Both ends of a direct path. */
export function memoryPaths(clock: Clock, { lanes = 1, delayMs = 1, bytesPerMs = 50_000, messageMaxBytes = 262_144 } = {}): [MemoryPath, MemoryPath] {
  const pairs = Array.from({ length: lanes }, () => pair<Uint8Array<ArrayBuffer>>(clock, { delayMs, bytesPerMs }));
  const control = pair<string>(clock, { delayMs, bytesPerMs });
  const end = (side: 0 | 1) => ({
    control: control[side],
    lanes: pairs.map((both) => both[side]),
    messageMaxBytes,
    isUp: true,
    onup: undefined,
    received: async () => [control[side], ...pairs.map((both) => both[side])].reduce((sum, lane) => sum + lane.movedMs + lane.other.movedMs, 0),
  });
  const [here, there] = [end(0) as unknown as MemoryPath, end(1) as unknown as MemoryPath];
  here.far = there;
  there.far = here;
  return [here, there];
}

/** The whole way is gone, and both sides know. */
export function cut(path: MemoryPath): void {
  path.control.close();
  for (const lane of path.lanes) lane.close();
}

function pair<Message extends string | Uint8Array>(clock: Clock, line: { delayMs: number; bytesPerMs: number }): [MemoryLane<Message>, MemoryLane<Message>] {
  const one = new MemoryLane<Message>(clock, line);
  const two = new MemoryLane<Message>(clock, line);
  one.other = two;
  two.other = one;
  return [one, two];
}
