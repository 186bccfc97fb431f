import { describeFiles } from './describe.js';
import { keyOf } from './manifest.js';
import type { Receiver } from './receiver.js';
import type { FileSource } from './source.js';

/** Takes what earlier files have in common with a transfer, wherever in them it is; only the rest is sent. */
export async function reuse(receiver: Receiver, earlier: readonly FileSource[]): Promise<void> {
  if (earlier.length === 0) return;
  const known = await describeFiles(earlier, receiver.manifest.chunking);
  const places = new Map<string, number>();
  for (let chunk = 0; chunk < known.totalChunks; chunk += 1) places.set(keyOf(known.digest(chunk)), chunk);
  for (const chunk of receiver.missing) {
    const found = places.get(keyOf(receiver.manifest.digest(chunk)));
    if (found === undefined) continue;
    const { file, offset, size } = known.place(found);
    await receiver.accept(chunk, await earlier[file]!.read(offset, size));
  }
}
