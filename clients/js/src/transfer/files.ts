import { Emitter } from '../events.js';
import type { Clock, Platform, Random } from '../ports.js';
import { Problem, problemOf } from '../problem.js';
import type { WireParticipant } from '../protocol.js';
import type { Rest } from '../rest.js';
import type { OwnSession } from '../types.js';
import { BodyPace } from './body-pace.js';
import { cutFor } from './cut.js';
import type { DataPath } from './data-path.js';
import type { Disk } from './disk.js';
import type { AcceptOptions, FileEvents, FileTransfer, OfferOptions, Sendable } from './file-types.js';
import type { ReceivedFile } from './incoming.js';
import { insist } from './insist.js';
import { Offering } from './outgoing.js';
import { Share, type SharePorts } from './share.js';
import { blobSource, type FileSource } from './source.js';
import { Traffic } from './traffic.js';
import { cutOf, TransferRest, type WireTransfer } from './transfer-rest.js';

/** So long a direct path is waited for before it is asked for once more. */
const CONNECT_MS = 2_000;

export interface FilesPorts {
  rest: TransferRest;
  clock: Clock;
  random: Random;
  disk: Disk;
  self(): OwnSession;
  /** Asks for a direct path to a session; nothing where none can be made. */
  connect: ((sessionId: string) => void) | undefined;
  problem(problem: Problem): void;
}

/**
 * The files of a room: `room.files`. What is offered and accepted goes over by itself, directly or through the server,
 * over any number of lost lines and reloads of either page, and is complete only when each byte has been verified.
 */
export class Files {
  readonly #events = new Emitter<FileEvents>([]);
  readonly #shares = new Map<string, Share>();
  readonly #traffics = new Map<string, Set<Traffic>>();
  readonly #connectedAt = new Map<string, number>();
  readonly #pace: BodyPace;
  #participants: readonly WireParticipant[] = [];
  #tookUp = false;
  #closed = false;

  /** @internal */
  constructor(readonly ports: FilesPorts) {
    this.#pace = new BodyPace(ports.clock);
  }

  /** Listens to an event; answers a function that ends it. */
  on<K extends keyof FileEvents>(event: K, listener: (told: FileEvents[K]) => void): () => void {
    return this.#events.on(event, listener);
  }

  /** All transfers of ours in this room that are known here. */
  list(): FileTransfer[] {
    return [...this.#shares.values()].map((share) => share.snapshot());
  }

  /** One of them as it stands now; nothing when it is not known here. */
  get(transferId: string): FileTransfer | undefined {
    return this.#shares.get(transferId)?.snapshot();
  }

  /**
   * Offers files, or folders as the browser gives them, to one user, several or all in the room; one transfer for each.
   * They are read once at once, so that nothing is left to do when the receiver accepts.
   */
  async offer(files: Sendable | readonly Sendable[], { to, message, chunking = 'fixed' }: OfferOptions): Promise<FileTransfer[]> {
    const sources = sourcesOf(files);
    if (sources.length === 0) throw new Problem('validation_error', 'There is no file to offer');
    const [first] = sources as [FileSource];
    const cut = cutFor(chunking, sources);
    const made = await this.ports.rest.offer({
      ...(typeof to === 'string' ? { receiver_id: to } : { receiver_ids: [...to] }),
      session_id: this.ports.self().sessionId,
      filename: sources.length === 1 ? nameOf(first.path) : commonName(sources),
      file_size: sources.reduce((sum, { size }) => sum + size, 0),
      file_count: sources.length,
      ...(sources.length === 1 && first.type !== undefined ? { mime_type: first.type } : {}),
      ...(message === undefined ? {} : { message }),
      chunking,
      ...(chunking === 'fixed' ? { chunk_size: cut.chunkBytes } : {}),
    });
    const offering = new Offering(sources, cut, () => undefined);
    return made.map((wire) => {
      const share = this.#learn(wire);
      void share.out?.begin(offering);
      return share.snapshot();
    });
  }

  /** Receives what is offered. Listen to `file-complete`, then take it from {@link received}. */
  async accept(transferId: string, { earlier = [] }: AcceptOptions = {}): Promise<FileTransfer> {
    const share = this.#share(transferId);
    share.apply(await this.ports.rest.accept(transferId, this.ports.self().sessionId));
    share.in?.begin(sourcesOf(earlier));
    return share.snapshot();
  }

  async reject(transferId: string, reason?: string): Promise<FileTransfer> {
    return this.#after(transferId, this.ports.rest.reject(transferId, reason));
  }

  /** Stops it until we resume; what the other side has paused only the other side resumes. */
  async pause(transferId: string): Promise<FileTransfer> {
    return this.#after(transferId, this.ports.rest.pause(transferId));
  }

  async resume(transferId: string): Promise<FileTransfer> {
    return this.#after(transferId, this.ports.rest.resume(transferId));
  }

  /** Ends it for both; what has arrived of it is deleted. */
  async cancel(transferId: string): Promise<FileTransfer> {
    return this.#after(transferId, this.ports.rest.cancel(transferId));
  }

  /** Gives the files of our offer once more, after a reload; rejected with `files_differ` when they are others. */
  async provide(transferId: string, files: Sendable | readonly Sendable[]): Promise<FileTransfer> {
    const share = this.#share(transferId);
    await share.out?.provide(sourcesOf(files), cutOf(share.wire));
    return share.snapshot();
  }

  /** What has arrived; empty before `file-complete`. It stays on this device until it is discarded. */
  received(transferId: string): ReceivedFile[] {
    return this.#share(transferId).in?.files() ?? [];
  }

  /** Deletes what has arrived from this device, once it has been saved elsewhere. */
  async discard(transferId: string): Promise<void> {
    await this.#share(transferId).in?.discard();
    this.#shares.delete(transferId);
  }

  /** A code by which another device of ours takes over our side, once and within its time. */
  async recoveryCode(transferId: string): Promise<{ code: string; expiresAt: string }> {
    const { code, expires_at: expiresAt } = await this.ports.rest.recoveryCode(transferId);
    return { code, expiresAt };
  }

  /** Takes over our side of a transfer from another device of ours. As its sender, `provide` the files next. */
  async recover(code: string): Promise<FileTransfer> {
    const { transfer } = await this.ports.rest.recover(code, this.ports.self().sessionId);
    const share = this.#learn(transfer);
    share.in?.begin();
    return share.snapshot();
  }

  /** @internal The line is there; `anew`: what was said meanwhile may be unknown. */
  ready(anew: boolean): void {
    if (anew || !this.#tookUp) void this.takeUp();
    this.#tookUp = true;
  }

  /** @internal Goes on with what is under way. */
  async takeUp(): Promise<void> {
    try {
      const known = await insist(this.ports, () => this.ports.rest.list(), () => !this.#closed);
      for (const wire of known ?? []) if (!this.#closed) await this.#goOn(wire);
      if (known) await this.ports.disk.sweep?.(new Set(known.map((wire) => wire.transfer_id)), this.ports.clock.now());
    } catch (thrown) {
      this.ports.problem(problemOf(thrown));
    }
  }

  /** @internal A message of the room. */
  heard({ type, payload }: { type: string; payload: object }): void {
    const wire = payload as WireTransfer;
    if (!type.startsWith('file-share-') || typeof wire.transfer_id !== 'string') return;
    const isNew = !this.#shares.has(wire.transfer_id);
    const share = this.#learn(wire);
    if (type === 'file-share-moved' && !this.#isOurs(wire)) void this.#giveAway(share);
    else if (isNew && share.in && wire.status === 'pending') this.#events.emit('file-offer', share.snapshot());
  }

  /** @internal Who is in the room. */
  present(participants: readonly WireParticipant[]): void {
    this.#participants = participants;
    this.#standAll();
  }

  /** @internal A direct path to a session is up. */
  path(sessionId: string, path: DataPath): void {
    const traffics = this.#traffics.get(sessionId) ?? new Set();
    this.#traffics.set(sessionId, traffics);
    const traffic = new Traffic(path, {
      clock: this.ports.clock,
      changed: () => this.#standAll(),
      closed: () => {
        traffics.delete(traffic);
        this.#standAll();
        this.ports.clock.setTimeout(() => this.#standAll(), CONNECT_MS);
      },
    });
    traffics.add(traffic);
    this.#standAll();
  }

  /** @internal The room is left or lost for good. */
  close(): void {
    this.#closed = true;
    for (const share of this.#shares.values()) void share.close();
    for (const traffics of this.#traffics.values()) for (const traffic of [...traffics]) traffic.close();
  }

  async #after(transferId: string, answer: Promise<WireTransfer>): Promise<FileTransfer> {
    const share = this.#share(transferId);
    share.apply(await answer);
    return share.snapshot();
  }

  /** Goes on with what was under way in an earlier life of this page, and with nothing that another device does. */
  async #goOn(wire: WireTransfer): Promise<void> {
    const isNew = !this.#shares.has(wire.transfer_id);
    const share = this.#learn(wire);
    if (share.isOver) {
      const isHere = wire.status === 'completed' && (await share.in?.isKnown());
      if (isHere) share.in!.begin(); // to be taken until it is discarded
      else if (isNew) this.#shares.delete(share.id);
      return;
    }
    if (isNew && share.in && wire.status === 'pending') this.#events.emit('file-offer', share.snapshot());
    if (share.out && this.#isOurs(wire)) void share.out.findAgain(cutOf(wire));
    const begun = wire.status !== 'pending' && share.in !== undefined;
    if (begun && (this.#isOurs(wire) || (await share.in!.isKnown()))) share.in!.begin();
    if (isNew && wire.status !== 'pending') this.#events.emit('file-changed', share.snapshot());
  }

  #learn(wire: WireTransfer): Share {
    let share = this.#shares.get(wire.transfer_id);
    if (share) {
      share.apply(wire);
      return share;
    }
    const ports: SharePorts = {
      ...this.ports,
      pace: this.#pace,
      emit: (event, told) => this.#events.emit(event, told),
      paths: (userId) => this.#sessionsOf(userId).flatMap((sessionId) => [...(this.#traffics.get(sessionId) ?? [])]),
      reach: (userId) => this.#reach(userId),
      isHere: (userId) => this.#sessionsOf(userId).length > 0,
      isOurs: (wire) => this.#isOurs(wire),
    };
    share = new Share(wire, ports, this.ports.self().userId);
    this.#shares.set(share.id, share);
    share.stand();
    return share;
  }

  #share(transferId: string): Share {
    const share = this.#shares.get(transferId);
    if (!share) throw new Problem('transfer_not_found', 'No such transfer is known here');
    return share;
  }

  #isOurs(wire: WireTransfer): boolean {
    const { sessionId, userId } = this.ports.self();
    const device = wire.sender_id === userId ? wire.sender_session_id : wire.receiver_session_id;
    return device == null || device === sessionId;
  }

  async #giveAway(share: Share): Promise<void> {
    await share.close();
    await share.in?.discard();
    this.#shares.delete(share.id);
    this.#events.emit('file-changed', this.#learn(share.wire).snapshot());
  }

  #sessionsOf(userId: string): string[] {
    const there = this.#participants.filter((entry) => entry.user_id === userId && entry.connection_state === 'active');
    return there.map((entry) => entry.session_id);
  }

  #reach(userId: string): boolean {
    const { connect } = this.ports;
    const sessions = connect ? this.#sessionsOf(userId) : [];
    for (const sessionId of sessions) if (!this.#traffics.get(sessionId)?.size) this.#connect(sessionId);
    return sessions.length > 0;
  }

  /** A path that is lost again and again is not asked for again and again. */
  #connect(sessionId: string): void {
    const now = this.ports.clock.now();
    if (now - (this.#connectedAt.get(sessionId) ?? 0) < CONNECT_MS) return;
    this.#connectedAt.set(sessionId, now);
    this.ports.connect?.(sessionId);
  }

  #standAll(): void {
    if (!this.#closed) for (const share of this.#shares.values()) share.stand();
  }
}

/** @internal */
export function filesOf({ clock, random, disk }: Platform, { http, roomId }: Rest, ports: Pick<FilesPorts, 'self' | 'connect' | 'problem'>): Files {
  return new Files({ clock, random, disk, rest: new TransferRest(http, roomId), ...ports });
}

function sourcesOf(files: Sendable | readonly Sendable[]): FileSource[] {
  const list = Array.isArray(files) ? (files as readonly Sendable[]) : [files as Sendable];
  return list.map((file) => (file instanceof Blob ? blobSource(file) : file));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder in which all lie, or the first of them. */
function commonName(sources: readonly FileSource[]): string {
  const top = sources[0]!.path.split('/')[0]!;
  const together = sources.every(({ path }) => path.startsWith(`${top}/`));
  return together ? top : nameOf(sources[0]!.path);
}
