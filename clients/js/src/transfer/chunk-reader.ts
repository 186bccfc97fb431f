import { Problem } from '../problem.js';
import type { Manifest } from './manifest.js';
import type { FileSource } from './source.js';

/** A part of a file that is to be read. */
export interface Piece {
  source: FileSource;
  offset: number;
  length: number;
}

/** Reads consecutive chunks of the sender's files. */
export async function readChunks(manifest: Manifest, sources: readonly FileSource[], first: number, last: number): Promise<Uint8Array[]> {
  const sizes = Array.from({ length: last + 1 - first }, (_, i) => manifest.size(first + i));
  return cut(await readRun(manifest, sources, first, last), sizes);
}

/** The same, one behind the other. */
export async function readRun(manifest: Manifest, sources: readonly FileSource[], first: number, last: number): Promise<Uint8Array> {
  const pieces: Piece[] = [];
  for (let from = first; from <= last; ) {
    const { file, offset } = manifest.place(from);
    const end = Math.min(last + 1, manifest.chunksOf(file).end);
    const { offset: start, size } = manifest.place(end - 1);
    pieces.push({ source: sources[file]!, offset, length: start + size - offset });
    from = end;
  }
  return joined(await readPieces(pieces));
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return pieces[0]!;
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  pieces.reduce((at, piece) => (bytes.set(piece, at), at + piece.length), 0);
  return bytes;
}

/**
 * Reads parts of several files. A browser answers one question about a hundred small files as fast as one about a
 * single of them, so they are asked for together.
 */
export async function readPieces(pieces: readonly Piece[]): Promise<Uint8Array[]> {
  const blobs = pieces.map(({ source, offset, length }) => source.blob && part(source.blob, offset, length));
  if (pieces.length > 1 && blobs.every((blob) => blob !== undefined)) {
    const together = await new Blob(blobs).arrayBuffer().catch(() => undefined); // one by one it shows which is at fault
    const lengths = pieces.map(({ length }) => length);
    if (together?.byteLength === lengths.reduce((sum, length) => sum + length, 0)) return cut(new Uint8Array(together), lengths);
  }
  return Promise.all(pieces.map(readPiece));
}

/** How far a run that begins there goes when it may have so many bytes; at least one chunk. */
export function lastWithin(manifest: Manifest, [first, last]: [number, number], maxBytes: number, maxChunks = Number.MAX_SAFE_INTEGER): number {
  let end = first;
  let bytes = manifest.size(first);
  while (end < last && end + 2 - first <= maxChunks && bytes + manifest.size(end + 1) <= maxBytes) {
    end += 1;
    bytes += manifest.size(end);
  }
  return end;
}

/** Fewer bytes than asked for mean that the file is another one by now. */
async function readPiece({ source, offset, length }: Piece): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = await source.read(offset, length);
  } catch (thrown) {
    throw new Problem('unreadable', `${source.path} cannot be read: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  }
  if (bytes.length !== length) throw new Problem('source_changed', `${source.path} has changed while it was sent`);
  return bytes;
}

function part(blob: Blob, offset: number, length: number): Blob {
  return offset === 0 && length === blob.size ? blob : blob.slice(offset, offset + length);
}

function cut(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  let at = 0;
  return sizes.map((size) => bytes.subarray(at, (at += size)));
}
