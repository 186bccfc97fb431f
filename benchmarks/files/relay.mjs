import { randomFillSync } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as tus from 'tus-js-client';
import { WebSocket } from 'ws';
import { Program } from '../recovery/systems/program.mjs';

const MB = 1_000_000;
const BLOCK = 65_536;
const SDK = 'clients/js/target/classes/META-INF/resources/sdk/index.js';
const SAMPLE_MS = 100;
let rooms = 0;

/** A sender and somebody who accepts and takes nothing, so that all goes to the server. */
class Desk {
  static async open({ root, server }) {
    const desk = new Desk();
    const sdk = await import(pathToFileURL(path.join(root, SDK)).href);
    const roomId = `relay-${process.pid}-${(rooms += 1)}`;
    const join = async (user) =>
      sdk.joinRoom({ server: server.url, roomId, accessToken: () => server.token(user), peers: false, platform: { socket: (url, protocols) => new WebSocket(url, protocols) } });
    desk.server = server;
    desk.path = `${server.url}/webrtc/rooms/${roomId}/file-transfer`;
    desk.sender = await join('sender');
    desk.receiver = await join('receiver');
    return desk;
  }

  /** Sends to the server; answers milliseconds from the accepted offer to the last chunk stored. */
  async upload(source) {
    const [{ id }] = await this.sender.files.offer(source, { to: this.receiver.session.userId });
    while (this.#state(id).prepared < 1) await new Promise((passed) => setTimeout(passed, 5));
    const stored = new Promise((resolve) => this.sender.files.on('file-progress', (transfer) => transfer.id === id && transfer.percent === 100 && resolve(performance.now())));
    const begun = performance.now();
    await this.#receiver(`${id}/accept`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' });
    return { id, ms: (await stored) - begun };
  }

  /** Reads the whole file from the server and forgets it. */
  async download(id) {
    const answer = await this.#receiver(`${id}/files/0`, {});
    let bytes = 0;
    for await (const piece of answer.body) bytes += piece.length;
    return bytes;
  }

  async close(id) {
    await this.sender.files.cancel(id);
  }

  async leave() {
    await Promise.all([this.sender.leave(), this.receiver.leave()]);
  }

  #state(id) {
    return this.sender.files.list().find((transfer) => transfer.id === id);
  }

  async #receiver(rest, options) {
    const headers = { ...options.headers, Authorization: `Bearer ${await this.server.token('receiver')}` };
    const answer = await fetch(`${this.path}/${rest}`, { ...options, headers });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return answer;
  }
}

/** Uploads of the same bytes by tus and by the SDK, in turns. */
export async function measureUpload(surroundings) {
  const bytes = (surroundings.quick ? 50 : 200) * MB;
  const content = randomFillSync(Buffer.alloc(bytes));
  const folder = path.join(surroundings.directory, 'tus');
  fs.mkdirSync(folder, { recursive: true });
  const tusServer = new Program('tus', surroundings.directory, [process.execPath, fileURLToPath(new URL('./tus-server.mjs', import.meta.url)), folder]);
  const endpoint = `http://127.0.0.1:${await tusServer.line()}/files`;
  const desk = await Desk.open(surroundings);
  const times = { tus: [], ours: [] };
  try {
    for (let round = 0; round < (surroundings.quick ? 1 : 3); round += 1) {
      times.tus.push(await tusUpload(endpoint, content));
      const { id, ms } = await desk.upload(source(`round ${round}`, bytes, (at, length) => content.subarray(at, at + length)));
      times.ours.push(ms);
      await desk.close(id);
    }
  } finally {
    await desk.leave();
    await tusServer.stop();
  }
  const speed = (list) => bytes / MB / ([...list].sort((one, other) => one - other)[Math.floor(list.length / 2)] / 1_000);
  return { bytes, rounds: times.tus.length, tus: speed(times.tus), ours: speed(times.ours), share: speed(times.ours) / speed(times.tus) };
}

function tusUpload(endpoint, content) {
  const begun = performance.now();
  return new Promise((resolve, reject) => new tus.Upload(content, { endpoint, onError: reject, onSuccess: () => resolve(performance.now() - begun) }).start());
}

/** How much memory the server has at most while a file of some size goes through it, up and down. */
export async function measureMemory(surroundings) {
  const rows = [];
  for (const bytes of [10 * MB, (surroundings.quick ? 200 : 2_000) * MB]) {
    const desk = await Desk.open(surroundings);
    const peak = new Peak(surroundings.server.pid);
    try {
      const { id } = await desk.upload(source('large.bin', bytes, numbered(bytes)));
      const got = await desk.download(id);
      if (got !== bytes) throw new Error(`${got} bytes came back of ${bytes}`);
      await desk.close(id);
    } finally {
      await desk.leave();
    }
    rows.push({ bytes, peakBytes: peak.end() });
  }
  return { rows };
}

class Peak {
  #highest = 0;

  constructor(pid) {
    this.look = () => {
      const [, kib] = /VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
      this.#highest = Math.max(this.#highest, Number(kib) * 1_024);
    };
    this.timer = setInterval(this.look, SAMPLE_MS);
  }

  end() {
    this.look();
    clearInterval(this.timer);
    return this.#highest;
  }
}

function source(name, size, read) {
  return { path: name, size, read: async (offset, length) => read(offset, length) };
}

/** Bytes that need no memory: random blocks, each with its number. */
function numbered(size) {
  const random = randomFillSync(Buffer.alloc(BLOCK));
  return (offset, length) => {
    const bytes = Buffer.alloc(Math.min(length, size - offset));
    for (let at = 0; at < bytes.length; ) {
      const within = (offset + at) % BLOCK;
      const block = Buffer.from(random);
      block.writeUInt32LE(Math.floor((offset + at) / BLOCK));
      at += block.copy(bytes, at, within);
    }
    return bytes;
  };
}
