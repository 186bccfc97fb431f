import fs from 'node:fs';
import path from 'node:path';
import { pause, until } from '../recovery/systems/program.mjs';
import { probe } from './process.mjs';
import { Senders } from './senders.mjs';

const LIMIT_MS = 60_000;
/** Until the senders send what they can, and until the server is warm. */
const SETTLE_MS = 10_000;
let rooms = 0;

/** A call of two pages with a node of Holdline, and what its host asks of the recorder. */
export class Room {
  #id;

  /** @param {(number: number) => 'camera' | 'flashes' | 'picture'} sourceOf what each page sends */
  static async open({ server, directory }, sourceOf = () => 'camera') {
    const room = new Room();
    Object.assign(room, { server, directory, name: `recorded-${process.pid}-${(rooms += 1)}` });
    room.senders = await Senders.open(`${server.url}/`);
    try {
      const about = async (number) => ({ server: server.url, roomId: room.name, token: await server.token(`sender-${number}`), source: sourceOf(number) });
      await room.senders.each((where) => window.bench.enter(where), about);
      await pause(SETTLE_MS);
    } catch (problem) {
      await room.close();
      throw problem;
    }
    return room;
  }

  async start({ quality, layout }) {
    const { recording_id: id } = await (await this.#call('POST', `/rooms/${this.name}/recording/start?recording_format=webm&quality=${quality}&layout=${layout}`)).json();
    this.#id = id;
    await this.#become('recording');
    await pause(SETTLE_MS);
  }

  /** Answers how long it took from there until its files were there. */
  async stop() {
    await this.#call('POST', `/recordings/${this.#id}/stop`);
    const stopped = performance.now();
    await this.#become('completed');
    return performance.now() - stopped;
  }

  async #become(status) {
    const is = async () => (await (await this.#call('GET', `/recordings/${this.#id}/status`)).json()).status === status;
    if (!(await until(is, LIMIT_MS))) throw new Error(`the recording does not become ${status}`);
  }

  /** The media files of the recording, fetched, and what is in them. */
  async files() {
    const folder = path.join(this.directory, this.#id);
    fs.mkdirSync(folder, { recursive: true });
    const { files } = await (await this.#call('GET', `/recordings/${this.#id}/files`)).json();
    const probed = [];
    for (const { name, kind } of files) {
      if (kind !== 'composed' && kind !== 'track') continue;
      const file = path.join(folder, name);
      fs.writeFileSync(file, Buffer.from(await (await this.#call('GET', `/recordings/${this.#id}/files/${name}`)).arrayBuffer()));
      probed.push({ name, file, ...(await probe(file)) });
    }
    return probed;
  }

  async #call(method, rest) {
    const answer = await fetch(`${this.server.url}/webrtc${rest}`, { method, headers: { Authorization: `Bearer ${await this.server.token('sender-0')}` } });
    if (!answer.ok) throw new Error(`${method} ${rest}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  close() {
    return this.senders.close();
  }
}
