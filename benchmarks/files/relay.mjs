import { createCipheriv, createHash, randomFillSync } from 'node:crypto';
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
/** As large as what Holdline syncs at a time. */
const SEGMENT = 16 * 1_048_576;
/** In which Linux tells processor time. */
const TICK_MS = 10;
/** Not counted: a server has been running for longer than a benchmark, and Java compiles what is used often. */
const WARM_UPS = 60;
/** The first ones are smaller; the last are not, so that both have the memory that they need. */
const WARM_UP_BYTES = 50 * MB;
const LARGE_WARM_UPS = 15;
/** Of Holdline alone: what is done once for each upload is compiled, too. */
const SMALL_WARM_UPS = 400;
const SMALL_WARM_UP_BYTES = 2 * MB;
let rooms = 0;

/** A sender and somebody who accepts and takes nothing, so that all goes to the server. */
class Desk {
  static async open({ root, server }) {
    const desk = new Desk();
    const sdk = await import(pathToFileURL(path.join(root, SDK)).href);
    const roomId = `relay-${process.pid}-${(rooms += 1)}`;
    const join = async (user) =>
      sdk.joinRoom({ server: server.url, roomId, accessToken: keeping(() => server.token(user)), peers: false, platform: { socket: (url, protocols) => new WebSocket(url, protocols) } });
    desk.server = server;
    desk.path = `${server.url}/webrtc/rooms/${roomId}/file-transfer`;
    desk.sender = await join('sender');
    desk.receiver = await join('receiver');
    return desk;
  }

  /**
   * Sends to the server; answers milliseconds from the first request of the upload to the last chunk stored, and of
   * processor, and how long before the receiver has accepted.
   */
  async upload(source) {
    const [{ id }] = await this.sender.files.offer(source, { to: this.receiver.session.userId });
    while (this.sender.files.get(id).prepared < 1) await new Promise((passed) => setTimeout(passed, 5));
    const begins = this.#begins(id);
    const accepted = performance.now();
    await this.#receiver(`${id}/accept`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' });
    const { begun, cpu } = await begins;
    while (this.sender.files.get(id).percent < 100) await new Promise((passed) => setTimeout(passed, 2));
    return { id, ms: performance.now() - begun, cpu: cpuMs(process.pid, this.server.pid) - cpu, heardMs: begun - accepted };
  }

  /** The sender has heard that it is accepted, and sends. */
  #begins(id) {
    return new Promise((resolve) => {
      const end = this.sender.files.on('file-changed', (transfer) => {
        if (transfer.id !== id || transfer.via !== 'relay') return;
        end();
        resolve({ begun: performance.now(), cpu: cpuMs(process.pid, this.server.pid) });
      });
    });
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

  async #receiver(rest, options) {
    const headers = { ...options.headers, Authorization: `Bearer ${await this.server.token('receiver')}` };
    const answer = await fetch(`${this.path}/${rest}`, { ...options, headers });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return answer;
  }
}

/** Uploads of the same bytes by tus and by the SDK, in turns, and what this machine does with them at most. */
export async function measureUpload(surroundings) {
  const bytes = (surroundings.quick ? 50 : 200) * MB;
  const content = randomFillSync(Buffer.alloc(bytes));
  const folder = path.join(surroundings.directory, 'tus');
  fs.mkdirSync(folder, { recursive: true });
  const tusServer = new Program('tus', surroundings.directory, [process.execPath, fileURLToPath(new URL('./tus-server.mjs', import.meta.url)), folder]);
  const endpoint = `http://127.0.0.1:${await tusServer.line()}/files`;
  const desk = await Desk.open(surroundings);
  const times = { tus: [], synced: [], ours: [], tusCpu: [], oursCpu: [], heard: [] };
  const [smallWarmUps, warmUps, counted] = surroundings.quick ? [0, 5, 1] : [SMALL_WARM_UPS, WARM_UPS, 15];
  try {
    for (let round = 0; round < smallWarmUps; round += 1) {
      const { id } = await desk.upload(source(`small ${round}`, SMALL_WARM_UP_BYTES, (at, length) => content.subarray(at, at + length)));
      await desk.close(id);
    }
    for (let round = 0; round < warmUps + counted; round += 1) {
      const part = round < warmUps - LARGE_WARM_UPS ? content.subarray(0, WARM_UP_BYTES) : content;
      const tusBefore = cpuMs(process.pid, tusServer.pid);
      const { ms: tusMs, syncMs } = await tusUpload(endpoint, part, folder);
      const tusCpu = cpuMs(process.pid, tusServer.pid) - tusBefore;
      const { id, ms, cpu, heardMs } = await desk.upload(source(`round ${round}`, part.length, (at, length) => part.subarray(at, at + length)));
      await desk.close(id);
      if (round < warmUps) continue;
      times.tus.push(tusMs);
      times.synced.push(tusMs + syncMs);
      times.ours.push(ms);
      times.tusCpu.push(tusCpu);
      times.oursCpu.push(cpu);
      times.heard.push(heardMs);
    }
  } finally {
    await desk.leave();
    await tusServer.stop();
  }
  const median = (list) => [...list].sort((one, other) => one - other)[Math.floor(list.length / 2)];
  const [tus, synced, ours] = [times.tus, times.synced, times.ours].map((list) => bytes / MB / (median(list) / 1_000));
  const [tusCpu, oursCpu] = [median(times.tusCpu), median(times.oursCpu)];
  return { bytes, rounds: counted, smallWarmUps, warmUps, tus, synced, ours, tusCpu, oursCpu, heardMs: median(times.heard), share: ours / tus, shareSynced: ours / synced, floors: floors(content, surroundings.directory) };
}

/** What each thing that Holdline does to the bytes allows by itself, on one core; MB/s. */
function floors(content, directory) {
  const speed = (work) => {
    const begun = performance.now();
    work();
    return content.length / MB / ((performance.now() - begun) / 1_000);
  };
  const file = path.join(directory, 'floor');
  const disk = speed(() => {
    for (let at = 0, n = 0; at < content.length; at += SEGMENT, n += 1) {
      const segment = fs.openSync(`${file}${n}`, 'w');
      fs.writeSync(segment, content, at, Math.min(SEGMENT, content.length - at));
      fs.fsyncSync(segment);
      fs.closeSync(segment);
    }
  });
  for (let n = 0; fs.existsSync(`${file}${n}`); n += 1) fs.rmSync(`${file}${n}`);
  const [key, nonce] = [Buffer.alloc(32), Buffer.alloc(12)];
  const aes = speed(() => {
    for (let at = 0; at < content.length; at += BLOCK) createCipheriv('aes-256-gcm', key, nonce).update(content.subarray(at, at + BLOCK));
  });
  return { disk, sha256: speed(() => createHash('sha256').update(content).digest()), aes };
}

/** A token is asked for when it is needed anew, as applications do. */
function keeping(ask) {
  let token;
  return async ({ fresh }) => (token = fresh ? await ask() : (token ?? (await ask())));
}

/** Milliseconds of processor that these processes have used so far. */
function cpuMs(...pids) {
  return pids.reduce((sum, pid) => {
    const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return sum + (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  }, 0);
}

/** How long the upload took, and how long it takes then until the disk has it, too. */
async function tusUpload(endpoint, content, folder) {
  const begun = performance.now();
  const upload = await new Promise((resolve, reject) => {
    const upload = new tus.Upload(content, { endpoint, onError: reject, onSuccess: () => resolve(upload) });
    upload.start();
  });
  const ended = performance.now();
  const file = path.join(folder, upload.url.split('/').at(-1));
  const handle = fs.openSync(file, 'r+');
  fs.fsyncSync(handle);
  fs.closeSync(handle);
  const syncMs = performance.now() - ended;
  fs.rmSync(file);
  return { ms: ended - begun, syncMs };
}

/** How much memory the server has at most while a file of some size goes through it, up and down. */
export async function measureMemory(surroundings) {
  const rows = [];
  for (const bytes of [10, 200, ...(surroundings.quick ? [] : [2_000, 5_000])].map((size) => size * MB)) {
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
