import dgram from 'node:dgram';
import { once } from 'node:events';

/** The direct way between browsers, which can be cut: for each UDP port of theirs one more that forwards to it, and back. */
export class DirectLine {
  /** @type {Map<number, Promise<import('node:dgram').Socket>>} */
  #entrances = new Map();
  #silent = false;

  /** Another port that leads to this one. @param {number} port */
  async through(port) {
    if (!this.#entrances.has(port)) this.#entrances.set(port, this.#entrance(port));
    return (await /** @type {Promise<import('node:dgram').Socket>} */ (this.#entrances.get(port))).address().port;
  }

  cut() {
    this.#silent = true;
  }

  restore() {
    this.#silent = false;
  }

  /** @param {number} port */
  async #entrance(port) {
    const near = await socket();
    /** @type {Map<number, Promise<import('node:dgram').Socket>>} */
    const exits = new Map();
    const exit = async (/** @type {number} */ sender) => {
      const far = await socket();
      far.on('message', (packet) => this.#silent || near.send(packet, sender, '127.0.0.1'));
      return far;
    };
    near.on('message', async (packet, { port: sender }) => {
      if (!exits.has(sender)) exits.set(sender, exit(sender));
      const far = await /** @type {Promise<import('node:dgram').Socket>} */ (exits.get(sender));
      if (!this.#silent) far.send(packet, port, '127.0.0.1');
    });
    return near;
  }
}

async function socket() {
  const made = dgram.createSocket({ type: 'udp4', recvBufferSize: 4_194_304, sendBufferSize: 4_194_304 });
  made.bind(0, '127.0.0.1');
  await once(made, 'listening');
  made.unref();
  return made;
}
