import { type Piece, readPieces } from './chunk-reader.js';
import { CHUNK_MIN_BYTES, Chunker, type Cut } from './chunker.js';
import { chunkDigest, type Digest, DIGEST_BYTES, hexOf } from './digest.js';
import { Manifest, type ManifestFile } from './manifest.js';
import { Sha256 } from './sha256.js';
import type { FileSource } from './source.js';

const READ_BYTES = 1_048_576;
const READ_FILES = 200;
/** Up to here a file is one chunk however files are cut, and its digest is that chunk's. */
const SINGLE_BYTES = CHUNK_MIN_BYTES;

export interface DescribeOptions {
  digest?: Digest;
  signal?: AbortSignal;
  /** Told how many bytes have been read. */
  progress?: (bytes: number) => void;
}

/** Reads all files once and says what they consist of. */
export async function describeFiles(sources: readonly FileSource[], cut: Cut, options: DescribeOptions = {}): Promise<Manifest> {
  const files: ManifestFile[] = [];
  let current: Description | undefined;
  let read = 0;
  for (const pieces of batches(sources)) {
    options.signal?.throwIfAborted();
    for (const [i, bytes] of (await readPieces(pieces)).entries()) {
      current ??= new Description(pieces[i]!.source, cut, options.digest ?? chunkDigest);
      current.take(bytes);
      read += bytes.length;
      if (!current.isWhole) continue;
      files.push(await current.end());
      current = undefined;
    }
    options.progress?.(read);
  }
  return new Manifest(cut, files);
}

/** All files in pieces; small ones are read together. */
function* batches(sources: readonly FileSource[]): Iterable<Piece[]> {
  let batch: Piece[] = [];
  let bytes = 0;
  for (const source of sources) {
    let offset = 0;
    do {
      const length = Math.min(READ_BYTES, source.size - offset);
      if (bytes + length > READ_BYTES || batch.length === READ_FILES) {
        yield batch;
        batch = [];
        bytes = 0;
      }
      batch.push({ source, offset, length });
      bytes += length;
      offset += length;
    } while (offset < source.size);
  }
  if (batch.length > 0) yield batch;
}

/** What is known of a file that is being read. */
class Description {
  readonly #whole: Sha256 | undefined;
  readonly #chunker: Chunker;
  readonly #digests: Promise<Uint8Array>[] = [];
  readonly #sizes: number[] = [];
  #length = 0;

  constructor(
    readonly source: FileSource,
    readonly cut: Cut,
    readonly digest: Digest,
  ) {
    this.#chunker = new Chunker(cut, source.size);
    if (source.size === 0 || source.size > SINGLE_BYTES) this.#whole = new Sha256();
  }

  get isWhole(): boolean {
    return this.#length === this.source.size;
  }

  take(bytes: Uint8Array): void {
    this.#whole?.update(bytes);
    this.#length += bytes.length;
    this.#add(this.#chunker.push(bytes));
  }

  async end(): Promise<ManifestFile> {
    this.#add(this.#chunker.end());
    const { path, size, type, modifiedAt } = this.source;
    const digests = await Promise.all(this.#digests);
    return {
      path,
      size,
      sha256: hexOf(this.#whole?.digest() ?? digests[0]!),
      digests: joined(digests),
      ...(this.cut.chunking === 'fixed' ? {} : { sizes: this.#sizes }),
      ...(type === undefined ? {} : { type }),
      ...(modifiedAt === undefined ? {} : { modifiedAt }),
    };
  }

  #add(chunks: readonly Uint8Array[]): void {
    for (const chunk of chunks) {
      this.#digests.push(this.digest(chunk));
      this.#sizes.push(chunk.length);
    }
  }
}

function joined(digests: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(digests.length * DIGEST_BYTES);
  digests.forEach((digest, i) => bytes.set(digest, i * DIGEST_BYTES));
  return bytes;
}
