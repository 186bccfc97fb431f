import { adapt } from 'cometd-nodejs-client';
import { Program, freePort, until, within } from './program.mjs';

/** @typedef {import('./system.mjs').System} System */

/** How long it holds a /meta/connect: its default, and what makes it notice a dead line as fast as Holdline. */
const HOLD_MS = { own: 30_000, prompt: 1_000 };
const NETWORK_DELAY_MS = { own: 10_000, prompt: 700 };
const ANSWER_LIMIT_MS = 30_000;

/**
 * CometD with acknowledged messages, on WebSocket. One node: those that share rooms (Oort) recover no messages of each other.
 *
 * @implements {System}
 */
export class CometdSystem {
  name = 'CometD';
  /** @type {Program | undefined} */
  #node;
  /** @type {any} */
  #library;
  #port = 0;

  /** @param {import('./system.mjs').Surroundings} surroundings */
  constructor({ directory, java, prompt }) {
    this.directory = directory;
    this.java = java.peers;
    this.timing = prompt ? /** @type {const} */ ('prompt') : /** @type {const} */ ('own');
  }

  async start() {
    // Its client asks for its surroundings when it is loaded.
    adapt();
    // @ts-expect-error: the extension has no types
    const [{ CometD }, { AckExtension }] = await Promise.all([import('cometd/cometd.js'), import('cometd/AckExtension.js')]);
    this.#library = { CometD, AckExtension };
    this.#port = await freePort();
    await this.begin();
  }

  get servers() {
    return [{ host: '127.0.0.1', port: this.#port }];
  }

  /** @param {number} _node @param {NodeJS.Signals} signal */
  async end(_node, signal) {
    await this.#node?.end(signal);
  }

  async begin() {
    const command = [...this.java, 'org.holdline.benchmarks.peers.CometdNode', `${this.#port}`, `${HOLD_MS[this.timing]}`];
    this.#node = new Program('cometd', this.directory, command);
    await this.#node.line();
  }

  async stop() {
    await this.#node?.stop();
  }

  /** @param {string} address */
  #client(address) {
    const { CometD, AckExtension } = this.#library;
    const client = new CometD();
    client.unregisterTransport('long-polling');
    client.unregisterTransport('callback-polling');
    client.registerExtension('ack', new AckExtension());
    client.configure({
      url: `http://${address}/cometd`,
      appendMessageTypeToURL: false,
      logLevel: 'error',
      maxNetworkDelay: NETWORK_DELAY_MS[this.timing],
    });
    return client;
  }

  /** @type {System['subscribe']} */
  async subscribe({ address, room, events }) {
    const client = this.#client(address);
    let isConnected = false;
    let begun = false;
    let isNew = true;
    let isSubscribing = false;
    const back = () => {
      if (isConnected) return;
      isConnected = true;
      if (begun) events.returned(isNew ? 'anew' : 'recovered');
      begun = true;
      isNew = false;
    };
    /** Whoever hears something is there, though the answer to his /meta/connect may be held for long yet. */
    const heard = (/** @type {any} */ message) => {
      if (!isNew) back();
      events.message(message.data);
    };
    /** Again after each new session, and when the answer was lost with the connection. */
    const subscribe = () => {
      if (isSubscribing) return;
      isSubscribing = true;
      client.clearSubscriptions();
      client.subscribe(`/room/${room}`, heard, (/** @type {any} */ reply) => {
        isSubscribing = false;
        if (reply.successful) back();
      });
    };
    client.addListener('/meta/handshake', (/** @type {any} */ reply) => {
      if (!reply.successful) return;
      isNew = true;
      isSubscribing = false;
      subscribe();
    });
    client.addListener('/meta/connect', (/** @type {any} */ reply) => {
      if (reply.successful) {
        if (isNew) subscribe();
        else back();
        return;
      }
      isSubscribing = false;
      if (isConnected) events.lost();
      isConnected = false;
    });
    client.handshake();
    if (!(await until(() => begun, ANSWER_LIMIT_MS))) throw new Error('CometD does not let a client subscribe');
    return { close: () => new Promise((resolve) => client.disconnect(() => resolve())) };
  }

  /** Sends again in order what was not acknowledged, one at a time, as Socket.IO's client does. @type {System['publish']} */
  async publish({ address, room }) {
    const client = this.#client(address);
    /** @type {{ content: string, accepted: () => void }[]} */
    const outbox = [];
    let isConnected = false;
    let isSending = false;
    const pump = () => {
      const [next] = outbox;
      if (!next || !isConnected || isSending) return;
      isSending = true;
      client.publish(`/room/${room}`, next.content, (/** @type {any} */ reply) => {
        isSending = false;
        if (reply.successful) {
          outbox.shift();
          next.accepted();
        }
        setImmediate(pump);
      });
    };
    client.addListener('/meta/connect', (/** @type {any} */ reply) => {
      isConnected = reply.successful === true;
      pump();
    });
    await within(ANSWER_LIMIT_MS, 'CometD answers no handshake', new Promise((resolve) => client.handshake(resolve)));
    return {
      send: (content) =>
        new Promise((resolve) => {
          outbox.push({ content, accepted: () => resolve() });
          pump();
        }),
      close: () => new Promise((resolve) => client.disconnect(() => resolve())),
    };
  }
}
