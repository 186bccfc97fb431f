import { fileURLToPath } from 'node:url';
import { io } from 'socket.io-client';
import { Program, freePort, until } from './program.mjs';
import { RedisFaults } from './redis.mjs';

/** @typedef {import('./system.mjs').System} System */

const NODE = fileURLToPath(new URL('./socketio-node.mjs', import.meta.url));
/** The values of its documentation; more tries, so that a long fault makes no publisher give up. */
const AT_LEAST_ONCE = { ackTimeout: 10_000, retries: 20 };

/**
 * Socket.IO with connection state recovery on Redis Streams: two nodes, a Redis of its own.
 *
 * @implements {System}
 */
export class SocketIo {
  name = 'Socket.IO';
  /** @type {Program[]} */
  #nodes = [];
  /** @type {number[]} */
  #ports = [];
  /** @type {Program | undefined} */
  #redis;
  #redisPort = 0;

  /** @param {import('./system.mjs').Surroundings} surroundings */
  constructor({ directory, redis, prompt, nodes = 2, forgetful = false }) {
    this.directory = directory;
    this.size = nodes;
    this.forgetful = forgetful;
    this.program = redis;
    this.prompt = prompt ?? false;
  }

  async start() {
    this.#redisPort = await freePort();
    // Nothing on disk, which is the fastest that it can be.
    const options = ['--port', `${this.#redisPort}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    this.#redis = new Program('socketio-redis', this.directory, [this.program, ...options]);
    while (!(await this.#redis.line()).includes('Ready to accept connections'));
    this.redis = new RedisFaults({ url: `redis://127.0.0.1:${this.#redisPort}`, pid: this.#redis.pid });
    for (let node = 0; node < this.size; node++) {
      this.#ports[node] = await freePort();
      await this.begin(node);
    }
  }

  get servers() {
    return this.#ports.map((port) => ({ host: '127.0.0.1', port }));
  }

  /** @param {number} node @param {NodeJS.Signals} signal */
  async end(node, signal) {
    await this.#nodes[node].end(signal);
  }

  /** @param {number} node */
  async begin(node) {
    const setup = { port: this.#ports[node], redis: `redis://127.0.0.1:${this.#redisPort}`, prompt: this.prompt, store: !this.forgetful };
    const program = new Program(`socketio-${node}`, this.directory, [process.execPath, NODE, JSON.stringify(setup)]);
    this.#nodes[node] = program;
    await program.line();
  }

  async stop() {
    for (const node of this.#nodes) await node.stop();
    await this.#redis?.end('SIGTERM');
  }

  /** @type {System['subscribe']} */
  async subscribe({ address, room, events }) {
    const socket = await connect(address, room, {});
    socket.on('message', (content) => events.message(content));
    socket.on('disconnect', (reason) => {
      events.lost();
      if (!socket.active && reason !== 'io client disconnect') socket.connect(); // its documentation leaves that to the user
    });
    socket.on('connect', () => events.returned(socket.recovered ? 'recovered' : 'anew'));
    return { close: () => void socket.disconnect() };
  }

  /** @type {System['publish']} */
  async publish({ address, room }) {
    const socket = await connect(address, room, AT_LEAST_ONCE);
    socket.on('disconnect', (reason) => {
      if (!socket.active && reason !== 'io client disconnect') socket.connect();
    });
    return {
      send: (content) =>
        new Promise((resolve, reject) => {
          socket.emit('publish', content, (/** @type {Error | null} */ problem) => (problem ? reject(problem) : resolve()));
        }),
      close: () => void socket.disconnect(),
    };
  }
}

/** @param {string} address @param {string} room @param {object} options */
async function connect(address, room, options) {
  const socket = io(`http://${address}`, { transports: ['websocket'], forceNew: true, auth: { room }, ...options });
  if (!(await until(() => socket.connected, 30_000))) throw new Error('Socket.IO does not let a client connect');
  return socket;
}
