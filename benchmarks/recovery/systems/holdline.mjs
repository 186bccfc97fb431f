import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { WebSocket } from 'ws';
import { Program, until } from './program.mjs';
import { RedisFaults } from './redis.mjs';

/** @typedef {import('./system.mjs').System} System */

const SDK = 'clients/js/target/classes/META-INF/resources/sdk/index.js';
const STOP_LIMIT_MS = 60_000;

/**
 * Two nodes as packed, with PostgreSQL and Redis as `deploy/run` sets them up; clients by the SDK.
 *
 * @implements {System}
 */
export class Holdline {
  name = 'Holdline';
  /** @type {Program | undefined} */
  #cluster;
  /** @type {{ nodes: { url: string, pid: number }[], redis: { url: string, pid: number }, tokens: string } | undefined} */
  #places;
  /** @type {Map<string, string>} */
  #tokens = new Map();

  /** @param {import('./system.mjs').Surroundings} surroundings */
  constructor({ root, directory, java, nodes = 2 }) {
    this.root = root;
    this.directory = directory;
    this.command = [...java.benchmarks, 'org.holdline.benchmarks.Cluster', path.join(directory, `holdline-${nodes}`), `${nodes}`];
  }

  async start() {
    this.sdk = await import(pathToFileURL(path.join(this.root, SDK)).href);
    this.#cluster = new Program('holdline', this.directory, this.command);
    this.#places = JSON.parse(await this.#cluster.line());
    this.redis = new RedisFaults(this.#known.redis);
  }

  get #known() {
    if (!this.#places) throw new Error('not started');
    return this.#places;
  }

  get servers() {
    return this.#known.nodes.map(({ url }) => ({ host: '127.0.0.1', port: Number(new URL(url).port) }));
  }

  /** @param {number} node @param {NodeJS.Signals} signal */
  async end(node, signal) {
    const { pid } = this.#known.nodes[node];
    process.kill(pid, signal);
    if (!(await until(() => !isAlive(pid), STOP_LIMIT_MS))) throw new Error(`node ${node} does not end`);
  }

  /** @param {number} node */
  async begin(node) {
    const cluster = /** @type {Program} */ (this.#cluster);
    cluster.tell(`start ${node}`);
    this.#places = JSON.parse(await cluster.line());
  }

  async stop() {
    await this.#cluster?.stop();
  }

  /** An access token of that user. @param {string} user */
  async token(user) {
    const known = this.#tokens.get(user) ?? (await (await fetch(this.#known.tokens + user)).json());
    this.#tokens.set(user, known);
    return known;
  }

  /** @param {string} address @param {string} room @param {string} user */
  #join(address, room, user) {
    return /** @type {Promise<import('@holdline/client').Room>} */ (
      this.sdk.joinRoom({
        server: `http://${address}`,
        roomId: room,
        accessToken: () => this.token(user),
        peers: false,
        qualityIntervalMs: 0,
        joinTimeoutMs: 30_000,
        platform: {
          socket: (/** @type {string} */ url, /** @type {string[]} */ protocols) =>
            new WebSocket(url, protocols, { perMessageDeflate: false }),
        },
      })
    );
  }

  /** @type {System['subscribe']} */
  async subscribe({ address, room, user, events }) {
    const joined = await this.#join(address, room, user);
    joined.on('message', (message) => {
      if (message.type === 'chat-message') events.message(message.payload.content);
    });
    joined.on('recovered', ({ truncated, reason, missing }) => {
      events.returned(truncated ? 'gap' : 'recovered');
      if (truncated) events.remark(`told that ${missing?.fromSequence} to ${missing?.toSequence} are missing, ${reason}`);
    });
    joined.on('state', ({ name, reason }) => {
      if (name === 'reconnecting') events.lost();
      if (name === 'closed' && reason !== 'left') events.remark(`gave up, ${reason}`);
    });
    return { close: () => joined.leave() };
  }

  /** @type {System['publish']} */
  async publish({ address, room, user }) {
    const joined = await this.#join(address, room, user);
    return {
      send: async (content) => void (await joined.send('chat-message', { content })),
      close: () => joined.leave(),
    };
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
