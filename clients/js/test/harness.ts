import { joinRoom } from '../src/join-room.js';
import { memoryStorage } from '../src/platform.js';
import type { Platform, Socket, Storage } from '../src/ports.js';
import { memoryDisk } from '../src/transfer/disk.js';
import type { Room } from '../src/room.js';
import type { Chat, ConnectionStatus, JoinOptions, Recovered } from '../src/types.js';
import { ModelServer } from './model-server.js';
import { seeded, VirtualClock } from './virtual-clock.js';

/** A WebSocket without a network: what is sent arrives a moment later, unless the line is cut. */
export class FakeSocket implements Socket {
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: ((event: never) => void) | null = null;
  dead = false;
  open = false;
  left = false;
  readonly #server: { frame(text: string): void; gone(): void };

  constructor(server: ModelServer, reachable: boolean, taken = true) {
    this.#server = server.accept({
      send: (text) => this.#later(() => this.onmessage?.({ data: text })),
      close: (code, reason) => this.#later(() => this.#closed(code, reason)),
    });
    if (!reachable) this.dead = true;
    this.#later(() => {
      if (!taken) return this.#closed(1006, '');
      this.open = true;
      this.onopen?.(undefined as never);
    });
  }

  send(data: string): void {
    this.#later(() => this.#server.frame(data));
  }

  close(): void {
    this.left = true;
    this.#later(() => this.#server.gone());
    this.dead = true;
  }

  /** The line breaks and both ends know. */
  cut(): void {
    this.#server.gone();
    if (!this.dead) this.#closed(1006, '');
  }

  /** The line breaks and nobody is told; the server gives the session up as well. */
  cutSilently(): void {
    this.dead = true;
    this.#server.gone();
  }

  #closed(code: number, reason: string): void {
    this.dead = true;
    this.onclose?.({ code, reason });
  }

  #later(run: () => void): void {
    queueMicrotask(() => {
      if (!this.dead) run();
    });
  }
}

/** One page or process in front of a model server, in virtual time. */
export class Harness {
  readonly clock: VirtualClock;
  readonly sockets: FakeSocket[] = [];
  readonly chats: Chat[] = [];
  readonly states: ConnectionStatus[] = [];
  readonly recovered: Recovered[] = [];
  readonly errors: string[] = [];
  reachable = true;
  /** Sockets open to nowhere while REST still answers. */
  deaf = false;
  /** So many REST calls from now on are never answered. */
  unanswered = 0;
  hidden = false;
  disk = memoryDisk();
  gone = false;
  names = 0;
  tokens = 0;
  signals: { networkChanged(): void; visibilityChanged(): void } | undefined;
  room!: Room;

  constructor(
    readonly server = new ModelServer(),
    readonly storage: Storage = memoryStorage(),
    readonly seed = 1,
    clock = new VirtualClock(),
  ) {
    this.clock = clock;
    server.now = () => clock.now();
  }

  get socket(): FakeSocket {
    return this.sockets.at(-1)!;
  }

  get platform(): Platform {
    return {
      clock: {
        now: () => this.clock.now(),
        setTimeout: (run, delayMs) => this.clock.setTimeout(() => !this.gone && run(), delayMs),
        clearTimeout: (timer) => this.clock.clearTimeout(timer),
      },
      random: seeded(this.seed),
      uniqueName: () => `page${this.seed}-name${++this.names}-xxxxxx`,
      socket: (url) => {
        const meets = this.reachable && !this.deaf;
        const ticket = new URL(url).searchParams.get('ticket') ?? '';
        const socket = new FakeSocket(this.server, meets, !meets || this.server.redeem(ticket));
        this.sockets.push(socket);
        return socket;
      },
      fetch: (url, init) => this.#fetch(String(url), init),
      storage: this.storage,
      page: {
        hidden: () => this.hidden,
        subscribe: (listener) => {
          this.signals = listener;
          return () => (this.signals = undefined);
        },
      },
      guard: { claim: async () => ({ ours: true, release: () => undefined }) },
      disk: this.disk,
    };
  }

  async join(options: Partial<JoinOptions> = {}): Promise<Room> {
    const joining = this.joining(options);
    await this.clock.advance(0);
    return joining;
  }

  async joining(options: Partial<JoinOptions> = {}): Promise<Room> {
    this.room = await joinRoom({
      server: 'https://meet.example.org',
      roomId: 'standup',
      accessToken: ({ fresh }) => (fresh ? `token-${++this.tokens}` : `token-${this.tokens}`),
      qualityIntervalMs: 0,
      platform: this.platform,
      ...options,
    });
    this.room.on('chat', (chat) => this.chats.push(chat));
    this.room.on('state', (state) => this.states.push(state));
    this.room.on('recovered', (recovered) => this.recovered.push(recovered));
    this.room.on('error', (problem) => this.errors.push(problem.code));
    return this.room;
  }

  /** The page goes without a word, as at a reload. */
  vanish(): void {
    this.gone = true;
    this.socket.cutSilently();
  }

  /** What others said, in the order in which it was told. */
  get heard(): string[] {
    return this.chats.filter((chat) => chat.userId !== 'u-ada').map((chat) => chat.content);
  }

  async #fetch(url: string, init?: RequestInit): Promise<Response> {
    if (!this.reachable) throw new TypeError('fetch failed');
    if (this.unanswered > 0) {
      this.unanswered -= 1;
      return new Promise(() => undefined);
    }
    const headers = init?.headers as Record<string, string> | undefined;
    const answer = this.server.rest(init?.method ?? 'GET', new URL(url).pathname, headers?.['Authorization'] ?? '');
    return new Response(JSON.stringify(answer.body), { status: answer.status, headers: answer.headers });
  }
}
