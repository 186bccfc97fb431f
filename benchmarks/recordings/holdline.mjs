import fs from 'node:fs';
import path from 'node:path';
import { pause, until } from '../recovery/systems/program.mjs';
import { cpuSeconds, probe, watchMemory } from './process.mjs';
import { Senders } from './senders.mjs';

const LIMIT_MS = 60_000;
/** Until the senders send what they can, and until the server is warm. */
const SETTLE_MS = 10_000;
let rooms = 0;

/** Records a call with a node of Holdline. @param {{ quality: string, layout: string }} how */
export async function recordByHoldline({ server, directory, seconds }, how) {
  const room = `recorded-${process.pid}-${(rooms += 1)}`;
  const call = async (method, rest) => {
    const answer = await fetch(`${server.url}/webrtc${rest}`, { method, headers: { Authorization: `Bearer ${await server.token('sender-0')}` } });
    if (!answer.ok) throw new Error(`${method} ${rest}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const senders = await Senders.open(`${server.url}/`);
  try {
    await senders.each((where) => window.bench.enter(where), async (number) => ({ server: server.url, roomId: room, token: await server.token(`sender-${number}`) }));
    await pause(SETTLE_MS);
    const idle = await spent(server.pid, seconds / 4);
    const { recording_id: id } = await (await call('POST', `/rooms/${room}/recording/start?recording_format=webm&quality=${how.quality}&layout=${how.layout}`)).json();
    const is = async (status) => (await (await call('GET', `/recordings/${id}/status`)).json()).status === status;
    if (!(await until(() => is('recording'), LIMIT_MS))) throw new Error('it does not begin');
    await pause(SETTLE_MS);
    const memory = watchMemory(server.pid);
    const recording = await spent(server.pid, seconds);
    const before = cpuSeconds(server.pid);
    await call('POST', `/recordings/${id}/stop`);
    const stopped = performance.now();
    if (!(await until(() => is('completed'), LIMIT_MS))) throw new Error('it is not completed');
    const result = { ...how, chromium: senders.version, idle, recording, finishing: cpuSeconds(server.pid) - before, finishedMs: performance.now() - stopped, peakBytes: memory() };
    return { ...result, files: await fetched(call, id, path.join(directory, id)) };
  } finally {
    await senders.close();
  }
}

/** Seconds of processor time for each minute. */
export async function spent(pid, seconds) {
  const [from, before] = [performance.now(), cpuSeconds(pid)];
  await pause(seconds * 1_000);
  return (60 * (cpuSeconds(pid) - before)) / ((performance.now() - from) / 1_000);
}

async function fetched(call, id, folder) {
  fs.mkdirSync(folder, { recursive: true });
  const { files } = await (await call('GET', `/recordings/${id}/files`)).json();
  const probed = [];
  for (const { name, kind } of files) {
    if (kind !== 'composed' && kind !== 'track') continue;
    const file = path.join(folder, name);
    fs.writeFileSync(file, Buffer.from(await (await call('GET', `/recordings/${id}/files/${name}`)).arrayBuffer()));
    probed.push({ name, ...(await probe(file)) });
  }
  return probed;
}
