import { readPieces } from './chunk-reader.js';
import { describeFiles } from './describe.js';
import { keyOf } from './manifest.js';
import type { Receiver } from './receiver.js';
import type { FileSource } from './source.js';

/** So much is read, and brought to the disk, at once. */
const BATCH_BYTES = 4_194_304;

/** A chunk that is wanted, and where in the earlier files it is. */
interface Found {
  chunk: number;
  source: FileSource;
  offset: number;
  length: number;
}

/** Takes what earlier files have in common with a transfer, wherever in them it is; only the rest is sent. */
export async function reuse(receiver: Receiver, earlier: readonly FileSource[]): Promise<void> {
  if (earlier.length === 0) return;
  for (const batch of batches(await commonChunks(receiver, earlier))) {
    const pieces = await readPieces(batch);
    await Promise.all(batch.map(({ chunk }, i) => receiver.accept(chunk, pieces[i]!)));
  }
}

async function commonChunks(receiver: Receiver, earlier: readonly FileSource[]): Promise<Found[]> {
  const known = await describeFiles(earlier, receiver.manifest.cut);
  const places = new Map<string, number>();
  for (let chunk = 0; chunk < known.totalChunks; chunk += 1) places.set(keyOf(known.digest(chunk)), chunk);
  const found: Found[] = [];
  for (const chunk of receiver.missing) {
    const place = places.get(keyOf(receiver.manifest.digest(chunk)));
    if (place === undefined) continue;
    const { file, offset, size } = known.place(place);
    found.push({ chunk, source: earlier[file]!, offset, length: size });
  }
  return found;
}

function* batches(found: readonly Found[]): Iterable<Found[]> {
  let batch: Found[] = [];
  let bytes = 0;
  for (const each of found) {
    batch.push(each);
    bytes += each.length;
    if (bytes < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}
