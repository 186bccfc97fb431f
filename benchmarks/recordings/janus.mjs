import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { freePort, pause, until } from '../recovery/systems/program.mjs';
import { spent } from './holdline.mjs';
import { cpuSeconds, probe, timed, watchMemory } from './process.mjs';
import { Senders } from './senders.mjs';

const LIBRARIES = '/usr/lib/x86_64-linux-gnu/janus';
const ROOM = 1;
const LIMIT_MS = 20_000;
const SETTLE_MS = 10_000;
const STREAM_BITS = 1_000_000;

/** Debian's Janus with the plug-in for rooms and the way in by web sockets, and nothing else. */
class Janus {
  static async start(directory) {
    const janus = new Janus();
    const port = await freePort();
    janus.url = `ws://127.0.0.1:${port}`;
    janus.folder = path.join(directory, 'janus');
    janus.recordings = path.join(janus.folder, 'recordings');
    for (const folder of ['recordings', 'plugins', 'transports', 'none']) fs.mkdirSync(path.join(janus.folder, folder), { recursive: true });
    janus.#link('plugins', 'libjanus_videoroom.so');
    janus.#link('transports', 'libjanus_websockets.so');
    const none = path.join(janus.folder, 'none');
    janus.#write('janus.jcfg', `general: { plugins_folder = "${janus.folder}/plugins"; transports_folder = "${janus.folder}/transports"; events_folder = "${none}"; loggers_folder = "${none}"; debug_level = 3; protected_folders = []; }`);
    janus.#write('janus.transport.websockets.jcfg', `general: { ws = true; ws_port = ${port}; ws_ip = "127.0.0.1"; wss = false; }`);
    janus.#write('janus.plugin.videoroom.jcfg', `room-${ROOM}: { publishers = 6; bitrate = ${STREAM_BITS}; fir_freq = 2; audiocodec = "opus"; videocodec = "vp8"; rec_dir = "${janus.recordings}"; }`);
    const log = fs.openSync(path.join(janus.folder, 'janus.log'), 'a');
    janus.child = spawn('janus', ['-F', janus.folder], { stdio: ['ignore', log, log] });
    fs.closeSync(log);
    if (!(await until(() => listens(port), LIMIT_MS))) throw new Error(`Janus does not start, see ${janus.folder}/janus.log`);
    return janus;
  }

  #link(folder, library) {
    fs.symlinkSync(path.join(LIBRARIES, folder, library), path.join(this.folder, folder, library));
  }

  #write(name, text) {
    fs.writeFileSync(path.join(this.folder, name), `${text}\n`);
  }

  async stop() {
    this.child.kill('SIGTERM');
    await once(this.child, 'exit');
  }
}

function listens(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(true) ?? socket.destroy());
    socket.once('error', () => resolve(false));
  });
}

/** Records the same senders as they come, a file for each track, and makes files that play of them. */
export async function recordByJanus({ directory, seconds }) {
  const blank = http.createServer((_, answer) => answer.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Senders</title>'));
  await once(blank.listen(0, '127.0.0.1'), 'listening');
  const janus = await Janus.start(directory);
  const pid = Number(janus.child.pid);
  try {
    const senders = await Senders.open(`http://127.0.0.1:${blank.address().port}/`);
    try {
      await senders.each((where) => window.bench.publish(where), (number) => ({ url: janus.url, room: ROOM, display: `sender-${number}` }));
      await pause(SETTLE_MS);
      const idle = await spent(pid, seconds / 4);
      await senders.each((how) => window.bench.record(how), (number) => ({ record: true, filename: `sender-${number}` }));
      await pause(SETTLE_MS);
      const memory = watchMemory(pid);
      const recording = await spent(pid, seconds);
      const before = cpuSeconds(pid);
      await senders.each((how) => window.bench.record(how), () => ({ record: false }));
      const stopped = performance.now();
      const peakBytes = memory();
      const { files, processor } = await processed(janus.recordings);
      return { chromium: senders.version, idle, recording, finishing: cpuSeconds(pid) - before + processor, finishedMs: performance.now() - stopped, peakBytes, files };
    } finally {
      await senders.close();
    }
  } finally {
    await janus.stop();
    blank.close();
  }
}

async function processed(folder) {
  const files = [];
  let processor = 0;
  for (const name of fs.readdirSync(folder).filter((each) => each.endsWith('.mjr')).sort()) {
    const target = path.join(folder, name.replace(/\.mjr$/, name.includes('audio') ? '.opus' : '.webm'));
    processor += (await timed('janus-pp-rec', path.join(folder, name), target)).seconds;
    files.push({ name: path.basename(target), ...(await probe(target)) });
  }
  if (files.length === 0) throw new Error('Janus has left no recording');
  return { files, processor };
}
