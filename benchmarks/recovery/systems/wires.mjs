/**
 * The protocols of the systems, spoken over bare WebSockets with as little work as possible, and as much for one as for the
 * other: frames are searched, not parsed. For figures in which a client's own work must not count.
 */
import { WebSocket } from 'ws';
import { within } from './program.mjs';

const ANSWER_LIMIT_MS = 60_000;
/** A frame of Holdline may have 64 KiB and 256 envelopes; the others may send as much in one. */
export const BATCH = 200;
const HOLDLINE_ACK_MS = 1_000;
/** Where a message begins that {@link contentOf} made, and how long each of its fields is. */
const SIGN = '~m';
const NUMBER_LENGTH = 8;
const TIME_LENGTH = 14;

/** @param {number} number @param {number} bytes */
export function contentOf(number, bytes) {
  const time = performance.now().toFixed(3);
  return `${SIGN}${`${number}`.padStart(NUMBER_LENGTH, '0')}${time.padStart(TIME_LENGTH, '0')}`.padEnd(bytes, '.');
}

/** @param {string} frame @param {(number: number, sentAt: number) => void} heard */
export function readFrame(frame, heard) {
  for (let at = frame.indexOf(SIGN); at >= 0; at = frame.indexOf(SIGN, at + 1)) {
    const number = at + SIGN.length;
    const time = number + NUMBER_LENGTH;
    heard(Number(frame.slice(number, time)), Number(frame.slice(time, time + TIME_LENGTH)));
  }
}

/** @param {string} frame @param {string} word */
function occurrences(frame, word) {
  let found = 0;
  for (let at = frame.indexOf(word); at >= 0; at = frame.indexOf(word, at + word.length)) found += 1;
  return found;
}

/** A connection of one member of a room. */
export class Wire {
  /** @type {(frame: string) => void} */
  #await = () => undefined;
  /** @type {((number: number, sentAt: number) => void) | undefined} */
  #listener;
  /** What came before anybody listened: what was missed comes right behind the answer to a return. @type {[number, number][]} */
  #early = [];
  /** Told of acknowledgements; who does not speak waits for none and does not look for them. @type {((count: number) => void) | undefined} */
  accepted;

  /** @param {string} url @param {string[]} protocols @param {Record<string, string>} headers */
  constructor(url, protocols = [], headers = {}) {
    this.socket = new WebSocket(url, protocols, { perMessageDeflate: false, headers });
    this.socket.on('error', () => undefined); // whoever waits for an answer learns of it
    this.socket.on('message', (/** @type {Buffer} */ data) => {
      const frame = data.toString('latin1');
      this.#await(frame);
      this.take(frame);
    });
  }

  /** @param {string} _frame */
  take(_frame) {}

  /** @param {(number: number, sentAt: number) => void} listener told of each message */
  listen(listener) {
    this.#listener = listener;
    for (const [number, sentAt] of this.#early.splice(0)) listener(number, sentAt);
  }

  /** @param {string} frame @param {string} sign of an acknowledgement */
  count(frame, sign) {
    if (!this.accepted) return;
    const found = occurrences(frame, sign);
    if (found > 0) this.accepted(found);
  }

  /** @param {string} frame */
  hear(frame) {
    readFrame(frame, this.#listener ?? ((number, sentAt) => this.#early.push([number, sentAt])));
  }

  /** The first frame from now on in which that stands. @param {RegExp} wanted @returns {Promise<RegExpExecArray>} */
  answer(wanted) {
    const found = new Promise((/** @type {(found: RegExpExecArray) => void} */ resolve) => {
      this.#await = (frame) => {
        const match = wanted.exec(frame);
        if (match) {
          this.#await = () => undefined;
          resolve(match);
        }
      };
    });
    return within(ANSWER_LIMIT_MS, `no answer with ${wanted}`, found);
  }

  async opened() {
    await new Promise((resolve, reject) => {
      this.socket.once('open', resolve);
      this.socket.once('close', () => reject(new Error('the connection was closed before it was open')));
    });
  }

  /** @param {string[]} _contents at most {@link BATCH} messages of {@link contentOf} */
  say(_contents) {}

  /** Cuts the line. */
  cut() {
    this.socket.terminate();
  }
}

/**
 * @typedef {object} Place
 * @property {string} address host and port
 * @property {string} room
 * @property {string} user
 * @property {boolean} listens false for one who only speaks: nobody hears himself
 */

/** Speaks `holdline.v1`. */
export class HoldlineWire extends Wire {
  #said = 0;
  #sequence = 0;
  epoch = '';
  token = '';

  /** @param {Place & { token: string, after?: HoldlineWire }} place with the connection to go on from */
  static async connect({ address, room, user, token, after }) {
    const wire = new HoldlineWire(`ws://${address}/webrtc/ws/${room}`, ['holdline.v1'], { Authorization: `Bearer ${token}` });
    await wire.opened();
    const joined = wire.answer(/"resume_token":"([^"]+)".*?"epoch":"([^"]+)"/s);
    const begun = after && { resume_token: after.token, epoch: after.epoch, last_sequence: after.#sequence };
    wire.socket.send(JSON.stringify({ type: 'join', payload: { client_id: user, background: true, ...begun } }));
    [, wire.token, wire.epoch] = await joined;
    const timer = setInterval(() => wire.#ack(), HOLDLINE_ACK_MS);
    wire.socket.on('close', () => clearInterval(timer));
    return wire;
  }

  /** @param {string} frame */
  take(frame) {
    this.count(frame, '"type":"ack"');
    this.hear(frame);
    const at = frame.lastIndexOf('"seq":');
    if (at >= 0) this.#sequence = Number.parseInt(frame.slice(at + '"seq":'.length, at + 30), 10);
  }

  /** Tells how far it is, which is also its sign of life. */
  #ack() {
    const ack = { type: 'ack', payload: { sequence: this.#sequence, epoch: this.epoch } };
    this.socket.send(JSON.stringify(this.#sequence > 0 ? ack : { type: 'ping', payload: {} }));
  }

  /** @param {string[]} contents */
  say(contents) {
    const envelopes = contents.map((content) => ({ type: 'chat-message', id: `w-${++this.#said}`, payload: { content } }));
    this.socket.send(JSON.stringify(envelopes));
  }
}

/** Speaks Engine.IO 4 and Socket.IO 5. */
export class SocketIoWire extends Wire {
  #said = 0;
  #offset = '';
  pid = '';

  /** @param {Place & { after?: SocketIoWire }} place */
  static async connect({ address, room, after }) {
    const wire = new SocketIoWire(`ws://${address}/socket.io/?EIO=4&transport=websocket`);
    const open = wire.answer(/^0/);
    await wire.opened();
    await open;
    const connected = wire.answer(/^40\{.*?(?:"pid":"([^"]+)")?\}/);
    wire.socket.send(`40${JSON.stringify({ room, ...(after ? { pid: after.pid, offset: after.#offset } : {}) })}`);
    wire.pid = (await connected)[1] ?? '';
    return wire;
  }

  /** @param {string} frame */
  take(frame) {
    if (frame === '2') {
      this.socket.send('3');
    } else if (frame.startsWith('43')) {
      this.accepted?.(1);
    } else if (frame.startsWith('42')) {
      this.hear(frame);
      this.#offset = frame.slice(frame.lastIndexOf(',"') + 2, -2);
    }
  }

  /** @param {string[]} contents */
  say(contents) {
    for (const content of contents) this.socket.send(`42${++this.#said}["publish","${content}"]`);
  }
}

/** Speaks Bayeux with acknowledged messages. */
export class CometdWire extends Wire {
  #said = 0;
  #batch = 0;
  clientId = '';
  room = '';

  /** @param {Place & { after?: CometdWire }} place */
  static async connect({ address, room, listens, after }) {
    const wire = new CometdWire(`ws://${address}/cometd`);
    await wire.opened();
    wire.room = room;
    if (after) {
      wire.clientId = after.clientId;
      wire.#batch = after.#batch;
    } else {
      const greeted = wire.answer(/"clientId":"([^"]+)"/);
      const hello = { channel: '/meta/handshake', version: '1.0', supportedConnectionTypes: ['websocket'], ext: { ack: true } };
      wire.#send([hello]);
      [, wire.clientId] = await greeted;
      if (listens) await wire.#subscribe();
    }
    wire.#connect();
    return wire;
  }

  async #subscribe() {
    const subscribed = this.answer(/\/meta\/subscribe/);
    this.#send([{ channel: '/meta/subscribe', subscription: `/room/${this.room}`, clientId: this.clientId }]);
    await subscribed;
  }

  #connect() {
    const { clientId } = this;
    this.#send([{ channel: '/meta/connect', connectionType: 'websocket', clientId, ext: { ack: this.#batch } }]);
  }

  /** @param {Record<string, unknown>[]} messages */
  #send(messages) {
    this.socket.send(JSON.stringify(messages.map((message) => ({ ...message, id: `${++this.#said}` }))));
  }

  /** @param {string} frame */
  take(frame) {
    this.hear(frame);
    if (frame.includes('"/meta/connect"')) {
      const batch = /"ack":(\d+)/.exec(frame);
      if (batch) this.#batch = Number(batch[1]);
      this.#connect();
    } else if (!frame.includes('"/meta/')) {
      this.count(frame, '"successful":true');
    }
  }

  /** @param {string[]} contents */
  say(contents) {
    const { clientId, room } = this;
    this.#send(contents.map((data) => ({ channel: `/room/${room}`, data, clientId })));
  }
}
