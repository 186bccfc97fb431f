import { Problem } from '../problem.js';
import { Chunker, type Chunking } from './chunker.js';
import { chunkDigest, type Digest, DIGEST_BYTES, hexOf } from './digest.js';
import { Manifest, type ManifestFile } from './manifest.js';
import { Sha256 } from './sha256.js';
import type { FileSource } from './source.js';

const READ_BYTES = 1_048_576;

export interface DescribeOptions {
  digest?: Digest;
  signal?: AbortSignal;
  /** Told how many bytes have been read. */
  progress?: (bytes: number) => void;
}

/** Reads all files once and says what they consist of. */
export async function describeFiles(sources: readonly FileSource[], chunking: Chunking, options: DescribeOptions = {}): Promise<Manifest> {
  const files: ManifestFile[] = [];
  let before = 0;
  for (const source of sources) {
    files.push(await describeFile(source, chunking, options, before));
    before += source.size;
  }
  return new Manifest(chunking, files);
}

async function describeFile(source: FileSource, chunking: Chunking, options: DescribeOptions, before: number): Promise<ManifestFile> {
  const { path, size, type, modifiedAt } = source;
  const digest = options.digest ?? chunkDigest;
  const whole = new Sha256();
  const chunker = new Chunker(chunking);
  const digests: Uint8Array[] = [];
  const sizes: number[] = [];
  const take = async (chunks: Uint8Array[]): Promise<void> => {
    digests.push(...(await Promise.all(chunks.map(digest))));
    sizes.push(...chunks.map((chunk) => chunk.length));
  };
  for (let at = 0; at < size; at += READ_BYTES) {
    options.signal?.throwIfAborted();
    const bytes = await readWhole(source, at, Math.min(READ_BYTES, size - at));
    whole.update(bytes);
    await take(chunker.push(bytes));
    options.progress?.(before + at + bytes.length);
  }
  await take(chunker.end());
  return {
    path,
    size,
    sha256: hexOf(whole.digest()),
    digests: joined(digests),
    ...(chunking === 'fixed' ? {} : { sizes }),
    ...(type === undefined ? {} : { type }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
  };
}

/** Reads so many bytes; fewer mean that the file is another one by now. */
export async function readWhole(source: FileSource, offset: number, length: number): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = await source.read(offset, length);
  } catch (thrown) {
    throw new Problem('unreadable', `${source.path} cannot be read: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  }
  if (bytes.length !== length) throw new Problem('source_changed', `${source.path} has changed while it was sent`);
  return bytes;
}

function joined(digests: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(digests.length * DIGEST_BYTES);
  digests.forEach((digest, i) => bytes.set(digest, i * DIGEST_BYTES));
  return bytes;
}
