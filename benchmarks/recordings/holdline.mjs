import { pause } from '../recovery/systems/program.mjs';
import { cpuSeconds, watchMemory } from './process.mjs';
import { Room } from './room.mjs';

const LEFT_OUT = /^holdline_recording_pictures_left_out_total.* (\S+)$/gm;

/** Records calls, each of a room of its own and all at once, with a node of Holdline. @param {{ quality: string, layout: string }} how */
export async function recordByHoldline({ server, directory, seconds, calls = 1 }, how) {
  const rooms = [];
  try {
    while (rooms.length < calls) rooms.push(await Room.open({ server, directory }));
    const idle = await spent(server.pid, seconds / 4);
    for (const room of rooms) await room.start(how);
    const [memory, leftOutBefore] = [watchMemory(server.pid), await leftOut(server)];
    const recording = await spent(server.pid, seconds);
    const [before, missing] = [cpuSeconds(server.pid), (await leftOut(server)) - leftOutBefore];
    const finishedMs = Math.max(...(await Promise.all(rooms.map((room) => room.stop()))));
    const finishing = cpuSeconds(server.pid) - before;
    const result = { ...how, calls, chromium: rooms[0].senders.version, idle, recording, leftOut: missing, finishing, finishedMs, peakBytes: memory() };
    return { ...result, files: (await Promise.all(rooms.map((room) => room.files()))).flat() };
  } finally {
    await Promise.all(rooms.map((room) => room.close()));
  }
}

/** Pictures that recordings lack because the node was too slow, since it began. */
async function leftOut({ url, metricsToken }) {
  const answer = await fetch(`${url}/metrics?scope=application`, { headers: { Authorization: `Bearer ${metricsToken}` } });
  if (!answer.ok) throw new Error(`the metrics are not to be had: ${answer.status}`);
  return [...(await answer.text()).matchAll(LEFT_OUT)].reduce((sum, [, value]) => sum + Number(value), 0);
}

/** Seconds of processor time for each minute. */
export async function spent(pid, seconds) {
  const [from, before] = [performance.now(), cpuSeconds(pid)];
  await pause(seconds * 1_000);
  return (60 * (cpuSeconds(pid) - before)) / ((performance.now() - from) / 1_000);
}
