import net from 'node:net';

/** @typedef {{ host: string, port: number }} Address */

/**
 * One client's way to the servers, which can be cut, be silent, and lead to another server after each cut.
 */
export class Path {
  /** @type {Set<{ client: net.Socket, server: net.Socket, silent: boolean }>} */
  #pairs = new Set();
  /** @type {net.Server} */
  #listener;
  #isDown = false;
  #turn;

  /**
   * @param {() => Address[]} servers as they are at that moment
   * @param {number} turn to which of them the first connections go
   */
  constructor(servers, turn) {
    this.servers = servers;
    this.#turn = turn;
    this.#listener = net.createServer((client) => this.#accept(client));
  }

  async open() {
    await new Promise((resolve, reject) => {
      this.#listener.once('error', reject);
      this.#listener.listen(0, '127.0.0.1', () => resolve(undefined));
    });
    return this;
  }

  /** Where the client finds it, without a scheme. */
  get address() {
    const { port } = /** @type {net.AddressInfo} */ (this.#listener.address());
    return `127.0.0.1:${port}`;
  }

  get isDown() {
    return this.#isDown;
  }

  /** Ends all connections and refuses new ones until {@link heal}. @param {{ reset: boolean }} how by RST, else by FIN */
  cut({ reset }) {
    this.#isDown = true;
    this.#turn += 1;
    for (const pair of this.#pairs) this.#end(pair, reset);
  }

  /** New connections go through again. */
  heal() {
    this.#isDown = false;
  }

  /** All present connections stay open and carry nothing any more; new ones are not concerned. */
  silence() {
    this.#turn += 1;
    for (const pair of this.#pairs) {
      pair.silent = true;
      for (const socket of [pair.client, pair.server]) socket.unpipe().resume();
    }
  }

  async close() {
    this.#isDown = true;
    for (const pair of this.#pairs) this.#end(pair, true);
    await new Promise((resolve) => this.#listener.close(resolve));
  }

  /** @param {net.Socket} client */
  #accept(client) {
    client.on('error', () => undefined); // its close event follows
    if (this.#isDown) {
      client.resetAndDestroy();
      return;
    }
    const servers = this.servers();
    this.#connect(client, servers.map((_, index) => servers[(this.#turn + index) % servers.length]));
  }

  /** To the first of the servers that answers, as a balancer does. @param {net.Socket} client @param {Address[]} servers */
  #connect(client, servers) {
    const [first, ...others] = servers;
    if (!first || client.destroyed) {
      client.resetAndDestroy();
      return;
    }
    const server = net.connect(first);
    server.once('error', () => server.destroy());
    server.once('close', refused);
    const path = this;
    function refused() {
      path.#connect(client, others);
    }
    server.once('connect', () => {
      server.off('close', refused);
      server.on('error', () => undefined);
      if (this.#isDown) {
        server.destroy();
        client.resetAndDestroy();
      } else {
        this.#join(client, server);
      }
    });
  }

  /** @param {net.Socket} client @param {net.Socket} server */
  #join(client, server) {
    const pair = { client, server, silent: false };
    this.#pairs.add(pair);
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      const other = socket === client ? server : client;
      socket.pipe(other);
      socket.on('close', () => {
        if (!pair.silent) other.destroy();
        if (other.destroyed) this.#pairs.delete(pair);
      });
    }
  }

  /** @param {{ client: net.Socket, server: net.Socket, silent: boolean }} pair @param {boolean} reset */
  #end(pair, reset) {
    this.#pairs.delete(pair);
    for (const socket of [pair.client, pair.server]) {
      if (reset) socket.resetAndDestroy();
      else socket.destroy();
    }
  }
}
