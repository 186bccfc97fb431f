import type { Timer } from '../ports.js';
import { Problem } from '../problem.js';
import type { FileEvents, FileTransfer } from './file-types.js';
import { Incoming } from './incoming.js';
import { insist } from './insist.js';
import { Ladder } from './ladder.js';
import { Meter } from './meter.js';
import { Outgoing } from './outgoing.js';
import type { SidePorts } from './side.js';
import type { Traffic } from './traffic.js';
import { type TransferState, type WireTransfer } from './transfer-rest.js';

const PROGRESS_MS = 250;
const FAIL_REASONS = new Set(['disk_full', 'disk_failed', 'source_changed', 'digest_mismatch', 'unreadable']);
const ENDS: ReadonlySet<TransferState> = new Set(['completed', 'cancelled', 'failed']);

export interface SharePorts extends Omit<SidePorts, 'changed' | 'progress' | 'told' | 'failed'> {
  emit<K extends keyof FileEvents>(event: K, told: FileTransfer): void;
  /** Direct paths that are up, to sessions of the user. */
  paths(userId: string): Traffic[];
  /** Asks for direct paths to the user's sessions; answers whether there are any to which one can be made. */
  reach(userId: string): boolean;
  /** Whether the user is in the room and connected. */
  isHere(userId: string): boolean;
  /** Whether this page is the device that takes part, as far as the server knows. */
  isOurs(wire: WireTransfer): boolean;
  problem(problem: Problem): void;
}

/** One transfer, from the offer to its end: what the server says of it, our side of the work, and the way that it takes. */
export class Share {
  readonly out: Outgoing | undefined;
  readonly in: Incoming | undefined;
  readonly #ladder: Ladder;
  readonly #meter: Meter;
  #progressTimer: Timer;
  #failing = false;

  constructor(
    public wire: WireTransfer,
    readonly ports: SharePorts,
    userId: string,
  ) {
    const sidePorts: SidePorts = {
      ...ports,
      changed: () => this.stand(true),
      progress: () => this.#onProgress(),
      told: (told) => this.apply(told),
      failed: (problem) => this.#onFailed(problem),
    };
    if (wire.sender_id === userId) this.out = new Outgoing(wire.transfer_id, sidePorts);
    else this.in = new Incoming(wire.transfer_id, sidePorts);
    this.#meter = new Meter(ports.clock);
    this.#ladder = new Ladder(ports.clock, (via) => {
      this.side.relay(via === 'relay');
      this.#meter.reset();
      this.#tell('file-changed');
    });
  }

  get id(): string {
    return this.wire.transfer_id;
  }

  get side(): Outgoing | Incoming {
    return (this.out ?? this.in)!;
  }

  get isOver(): boolean {
    return ENDS.has(this.wire.status);
  }

  /** The server tells how it stands; what it told before is old. */
  apply(wire: WireTransfer): void {
    if (wire.version < this.wire.version) return;
    const before = this.wire;
    this.wire = wire;
    this.stand(before.status !== wire.status || String(before.paused_by) !== String(wire.paused_by));
    if (ENDS.has(before.status) || !this.isOver) return;
    void this.#end();
  }

  /** Does what is right as things stand; tells about it when something has changed. */
  stand(changed = false): void {
    if (this.wire.status === 'active') this.in?.finish();
    const other = this.out ? this.wire.receiver_id : this.wire.sender_id;
    const wanted = (this.wire.status === 'active' || this.#waits(other)) && this.side.isReady && !this.#failing;
    this.side.flow(wanted);
    const paths = wanted ? this.ports.paths(other) : [];
    for (const path of paths) this.side.join(path);
    this.#ladder.stand({ wanted, direct: paths.some(({ isUp }) => isUp), reachable: wanted && this.ports.reach(other) });
    if (changed) this.#tell('file-changed');
  }

  snapshot(): FileTransfer {
    const { wire } = this;
    const bytes = wire.status === 'completed' ? wire.file_size : this.side.bytes;
    const speed = this.#ladder.via === undefined ? undefined : this.#meter.bytesPerSecond;
    return {
      id: this.id,
      direction: this.out ? 'out' : 'in',
      senderId: wire.sender_id,
      receiverId: wire.receiver_id,
      filename: wire.filename,
      fileCount: wire.file_count ?? 1,
      sizeBytes: wire.file_size,
      state: wire.status,
      pausedBy: wire.paused_by ?? [],
      prepared: this.out?.prepared ?? 1,
      needsFiles: !this.isOver && (this.out?.needsFiles ?? false),
      elsewhere: !this.side.isBegun && !this.ports.isOurs(wire),
      bytes,
      sparedBytes: this.side.spared,
      percent: wire.file_size === 0 ? 100 : Math.floor((bytes * 1_000) / wire.file_size) / 10,
      ...given({ type: wire.mime_type, message: wire.message, error: wire.error, expiresAt: wire.expires_at, via: this.#ladder.via }),
      ...(speed === undefined ? {} : { bytesPerSecond: Math.round(speed) }),
      ...(speed === undefined || speed === 0 ? {} : { secondsLeft: Math.ceil((wire.file_size - bytes) / speed) }),
    };
  }

  /** The room is left, or the transfer is another device's now: it stands still here. */
  async close(): Promise<void> {
    this.ports.clock.clearTimeout(this.#progressTimer);
    this.#ladder.stand({ wanted: false, direct: false, reachable: false });
    this.out?.offering?.giveUp();
    await this.side.close();
  }

  /** What is offered to somebody who is away is stored for him: we may be away ourselves when he is back. */
  #waits(receiver: string): boolean {
    return this.out !== undefined && this.wire.status === 'pending' && !this.ports.isHere(receiver);
  }

  async #end(): Promise<void> {
    await this.close();
    if (this.wire.status !== 'completed') await this.in?.discard();
    if (this.out) await this.ports.disk.sources?.remove(this.id);
    this.#tell(this.wire.status === 'completed' ? 'file-complete' : 'file-ended');
  }

  #onProgress(): void {
    this.#meter.note(this.side.bytes);
    this.#progressTimer ??= this.ports.clock.setTimeout(() => {
      this.#progressTimer = undefined;
      this.#tell('file-progress');
    }, PROGRESS_MS);
  }

  /** The server learns why, and tells the other side. */
  #onFailed(problem: Problem): void {
    if (this.#failing || this.isOver) return;
    this.#failing = true;
    this.stand();
    this.ports.problem(problem);
    if (!FAIL_REASONS.has(problem.code)) return;
    insist(this.ports, () => this.ports.rest.fail(this.id, problem.code), () => !this.isOver)
      .then((wire) => wire && this.apply(wire))
      .catch((refused: Problem) => this.ports.problem(refused));
  }

  #tell(event: keyof FileEvents): void {
    this.ports.emit(event, this.snapshot());
  }
}

/** Of these, those that are something. */
function given<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null)) as { [K in keyof T]?: NonNullable<T[K]> };
}
