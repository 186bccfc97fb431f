import { pause } from '../recovery/systems/program.mjs';
import { cpuSeconds, watchMemory } from './process.mjs';
import { Room } from './room.mjs';

/** Records a call with a node of Holdline. @param {{ quality: string, layout: string }} how */
export async function recordByHoldline({ server, directory, seconds }, how) {
  const room = await Room.open({ server, directory });
  try {
    const idle = await spent(server.pid, seconds / 4);
    await room.start(how);
    const memory = watchMemory(server.pid);
    const recording = await spent(server.pid, seconds);
    const before = cpuSeconds(server.pid);
    const finishedMs = await room.stop();
    const result = { ...how, chromium: room.senders.version, idle, recording, finishing: cpuSeconds(server.pid) - before, finishedMs, peakBytes: memory() };
    return { ...result, files: await room.files() };
  } finally {
    await room.close();
  }
}

/** Seconds of processor time for each minute. */
export async function spent(pid, seconds) {
  const [from, before] = [performance.now(), cpuSeconds(pid)];
  await pause(seconds * 1_000);
  return (60 * (cpuSeconds(pid) - before)) / ((performance.now() - from) / 1_000);
}
