import { createClient } from 'redis';
import { pause } from './program.mjs';

/** Takes a Redis away from those who use it. */
export class RedisFaults {
  /** @param {{ url: string, pid: number }} redis */
  constructor({ url, pid }) {
    this.url = url;
    this.pid = pid;
  }

  /** It neither answers nor ends its connections. @param {number} ms */
  async pause(ms) {
    process.kill(this.pid, 'SIGSTOP');
    try {
      await pause(ms);
    } finally {
      process.kill(this.pid, 'SIGCONT');
    }
  }

  /** Whoever connects loses the connection again at once. @param {number} ms */
  async dropConnections(ms) {
    const client = createClient({ url: this.url });
    client.on('error', () => undefined); // the next command says so
    await client.connect();
    const end = performance.now() + ms;
    while (performance.now() < end) {
      for (const type of ['normal', 'pubsub']) {
        await client.sendCommand(['CLIENT', 'KILL', 'TYPE', type, 'SKIPME', 'yes']);
      }
      await pause(10);
    }
    await client.close();
  }
}
