import assert from 'node:assert/strict';
import { Http } from '../../src/http.js';
import type { WireParticipant } from '../../src/protocol.js';
import { sameBytes } from '../../src/transfer/digest.js';
import { memoryDisk } from '../../src/transfer/disk.js';
import type { FileEvents, FileTransfer } from '../../src/transfer/file-types.js';
import { Files } from '../../src/transfer/files.js';
import { bytesSource } from '../../src/transfer/source.js';
import { TransferRest } from '../../src/transfer/transfer-rest.js';
import { participant } from '../model-server.js';
import { seeded, VirtualClock } from '../virtual-clock.js';
import { cut, type MemoryPath, memoryPaths } from './memory-path.js';
import { ModelFiles } from './model-files.js';
import { MIB, randomBytes } from './transfer-harness.js';

const EVENTS: (keyof FileEvents)[] = ['file-offer', 'file-changed', 'file-complete', 'file-ended'];

/** One page of a user, as far as files are concerned. */
export class Page {
  readonly files: Files;
  readonly heard: string[] = [];
  readonly problems: string[] = [];
  progress = 0;
  gone = false;

  constructor(
    readonly meeting: Meeting,
    readonly userId: string,
    readonly sessionId: string,
    readonly disk = memoryDisk(),
    direct = true,
  ) {
    const { clock, server } = meeting;
    const http = new Http('https://meet.example.org', () => 'token', server.fetchOf(userId, () => meeting.users), clock);
    const own = {
      now: () => clock.now(),
      setTimeout: (run: () => void, delayMs: number) => clock.setTimeout(() => !this.gone && run(), delayMs),
      clearTimeout: (timer: unknown) => clock.clearTimeout(timer),
    };
    this.files = new Files({
      rest: new TransferRest(http, 'standup'),
      clock: own,
      random: seeded(3),
      disk,
      self: () => ({ sessionId, userId, username: userId, role: 'participant' }),
      connect: direct ? (to) => meeting.connect(sessionId, to) : undefined,
      problem: (problem) => this.problems.push(problem.code),
    });
    for (const event of EVENTS) this.files.on(event, (told) => this.heard.push(`${event.slice(5)} ${told.state}`));
    this.files.on('file-progress', () => (this.progress += 1));
    meeting.pages.push(this);
  }
}

/** Users in one room with their pages, the server, and the direct paths between them. */
export class Meeting {
  readonly clock = new VirtualClock();
  readonly server = new ModelFiles();
  readonly pages: Page[] = [];
  readonly paths = new Map<string, MemoryPath>();
  /** Whether direct paths come up. */
  direct = true;
  line = {};

  constructor() {
    this.server.told = (type, wire) => {
      for (const page of this.pages) {
        const isParty = page.userId === wire.sender_id || page.userId === wire.receiver_id;
        if (isParty && !page.gone) page.files.heard({ type, payload: structuredClone(wire) });
      }
    };
  }

  get users(): string[] {
    return [...new Set(this.pages.map((page) => page.userId))];
  }

  /** Tells everybody who is there. */
  present(): void {
    const there = this.pages.filter((page) => !page.gone).map((page): WireParticipant => participant(page.sessionId, page.userId, page.userId));
    for (const page of this.pages) if (!page.gone) page.files.present(there);
  }

  /** A page goes without a word. */
  vanish(page: Page): void {
    page.gone = true;
    page.files.close();
    this.pages.splice(this.pages.indexOf(page), 1);
    this.present();
  }

  connect(from: string, to: string): void {
    const key = [from, to].sort().join(' ');
    const [one, other] = [from, to].map((id) => this.pages.find((page) => page.sessionId === id));
    if (!this.direct || this.paths.has(key) || !one || !other) return;
    const [here, there] = memoryPaths(this.clock, this.line);
    this.paths.set(key, here);
    this.clock.setTimeout(() => {
      one.files.path(to, here);
      other.files.path(from, there);
    }, 100);
  }

  /** All direct paths are lost, and none comes up until it is allowed. */
  cutAll(): void {
    this.direct = false;
    for (const path of this.paths.values()) cut(path);
    this.paths.clear();
  }

  /** Nothing that is sent directly arrives; answers a function by which it does again. `told`: the connection says so. */
  freeze({ told = true } = {}): () => void {
    const ends = [...this.paths.values()].flatMap((path) => [path, path.far]);
    const lanes = ends.flatMap(({ control, lanes }) => [control, ...lanes]);
    const set = (frozen: boolean): void => {
      for (const lane of lanes) lane.hold(frozen);
      for (const end of told ? ends : []) {
        end.isUp = !frozen;
        end.onup?.();
      }
    };
    set(true);
    return () => set(false);
  }

  /** So much time passes, and everything that was begun before is done. */
  async pass(ms: number): Promise<void> {
    const end = this.clock.now() + ms;
    await this.until(() => this.clock.now() >= end);
  }

  async until(condition: () => boolean, limitMs = 120_000): Promise<void> {
    const end = this.clock.now() + limitMs;
    while (!condition()) {
      if (this.clock.now() >= end) throw new Error(`not within ${limitMs} ms; heard: ${this.pages.map((page) => `${page.userId}: ${page.heard} ${page.problems}`)}`);
      await this.clock.advance(20);
      await new Promise((resolve) => setTimeout(resolve, 0)); // the platform's own digests take real time
    }
  }
}

export const BYTES = randomBytes(3 * MIB + 77);
export const FILE = bytesSource('report.pdf', BYTES, { type: 'application/pdf' });

export function meeting(): { room: Meeting; ada: Page; bob: Page } {
  const room = new Meeting();
  const ada = new Page(room, 'u-ada', 's_ada');
  const bob = new Page(room, 'u-bob', 's_bob');
  room.present();
  return { room, ada, bob };
}

export async function offered(room: Meeting, ada: Page, bob: Page, file = FILE): Promise<FileTransfer> {
  const [made] = await ada.files.offer(file, { to: 'u-bob', message: 'have a look' });
  await room.until(() => bob.files.list().some(({ id }) => id === made!.id));
  return made!;
}

export async function accepted(room: Meeting, ada: Page, bob: Page): Promise<FileTransfer> {
  const made = await offered(room, ada, bob);
  return bob.files.accept(made.id);
}

/** Of our file so much is over when this answers. */
export async function underWay({ percent = 40, bytesPerMs = 300 } = {}): Promise<{ room: Meeting; ada: Page; bob: Page; id: string }> {
  const { room, ada, bob } = meeting();
  room.line = { bytesPerMs };
  const { id } = await accepted(room, ada, bob);
  await room.until(() => [ada, bob].every((page) => stateOf(page, id).percent > percent));
  return { room, ada, bob, id };
}

export const stateOf = (page: Page, id: string): FileTransfer => page.files.get(id)!;

/** With the headers of frames. */
export function sentDirectly(paths: readonly MemoryPath[]): number {
  return paths.flatMap((path) => [...path.lanes, ...path.far.lanes]).reduce((sum, lane) => sum + lane.sentBytes, 0);
}

export async function assertArrived(page: Page, id: string, bytes = BYTES, file = 0): Promise<void> {
  const received = page.files.received(id)[file]!;
  assert(sameBytes(new Uint8Array(await (await received.blob()).arrayBuffer()), bytes));
}
