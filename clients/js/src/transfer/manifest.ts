import { Problem } from '../problem.js';
import { CHUNK_MAX_BYTES, type Cut } from './chunker.js';
import { base64Of, bytesOfBase64, DIGEST_BYTES } from './digest.js';

/** A file that is sent, with the digests of its chunks one behind the other. */
export interface ManifestFile {
  /** Relative, with `/` between its names. */
  path: string;
  size: number;
  type?: string;
  /** SHA-256 of the whole, as hex digits. */
  sha256: string;
  modifiedAt?: string;
  digests: Uint8Array;
  /** Sizes of the chunks where they are not all alike. */
  sizes?: readonly number[];
}

export interface WireManifestFile {
  path: string;
  size: number;
  type?: string;
  sha256: string;
  modified_at?: string;
  digests: string;
  sizes?: readonly number[];
}

/** Where a chunk lies. */
export interface Place {
  chunk: number;
  /** Index of its file. */
  file: number;
  /** In its file. */
  offset: number;
  /** In all files, one behind the other. */
  at: number;
  size: number;
}

const PAGE_FILES_MAX = 1_000;
const PAGE_TEXT_MAX = 768 * 1_024;

/** What a transfer consists of: files in their order and their chunks, numbered through all of them. */
export class Manifest {
  readonly totalChunks: number;
  readonly totalBytes: number;
  /** For each file its first chunk, and behind the last file the number of all. */
  readonly #firsts: number[] = [0];
  /** For each chunk where it begins in all files, and at the end their length. */
  readonly #offsets: Float64Array;
  readonly #digests: Uint8Array;
  #alike: Map<string, number[]> | undefined;

  constructor(
    readonly cut: Cut,
    readonly files: readonly ManifestFile[],
  ) {
    for (const file of files) this.#firsts.push(this.#firsts.at(-1)! + chunksOf(cut, file));
    this.totalChunks = this.#firsts.at(-1)!;
    this.#offsets = new Float64Array(this.totalChunks + 1);
    this.#digests = new Uint8Array(this.totalChunks * DIGEST_BYTES);
    let chunk = 0;
    let at = 0;
    for (const file of files) {
      this.#digests.set(file.digests, chunk * DIGEST_BYTES);
      for (const size of sizesOf(cut, file)) {
        this.#offsets[chunk] = at;
        chunk += 1;
        at += size;
      }
    }
    this.#offsets[chunk] = this.totalBytes = at;
  }

  place(chunk: number): Place {
    const file = this.fileOf(chunk);
    const at = this.#offsets[chunk]!;
    return { chunk, file, offset: at - this.#offsets[this.#firsts[file]!]!, at, size: this.#offsets[chunk + 1]! - at };
  }

  size(chunk: number): number {
    return this.#offsets[chunk + 1]! - this.#offsets[chunk]!;
  }

  digest(chunk: number): Uint8Array {
    return this.#digests.subarray(chunk * DIGEST_BYTES, (chunk + 1) * DIGEST_BYTES);
  }

  /** First chunk of a file and the one behind its last; both the same for an empty file. */
  chunksOf(file: number): { first: number; end: number } {
    return { first: this.#firsts[file]!, end: this.#firsts[file + 1]! };
  }

  /** Where a file begins in all files. */
  startOf(file: number): number {
    return this.#offsets[this.#firsts[file]!]!;
  }

  fileOf(chunk: number): number {
    let low = 0;
    let high = this.files.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#firsts[middle]! <= chunk) low = middle;
      else high = middle - 1;
    }
    while (this.#firsts[low + 1] === chunk) low += 1; // past empty files
    return low;
  }

  /** The first chunk with the same bytes; itself when it is the only one. */
  original(chunk: number): number {
    return this.#sameAs(chunk)[0]!;
  }

  /** All other chunks with the same bytes. */
  twins(chunk: number): number[] {
    return this.#sameAs(chunk).filter((other) => other !== chunk);
  }

  /** How many bytes these chunks have together. */
  bytesOf(chunks: { runFrom(number: number): [number, number] | undefined }): number {
    let bytes = 0;
    for (let run = chunks.runFrom(0); run; run = chunks.runFrom(run[1] + 1)) bytes += this.#offsets[run[1] + 1]! - this.#offsets[run[0]]!;
    return bytes;
  }

  /** The files as the server takes them, a page at a time: the index of its first file, and its files. */
  *pages(): Iterable<{ from: number; files: WireManifestFile[]; complete: boolean }> {
    let from = 0;
    do {
      const files: WireManifestFile[] = [];
      let text = 0;
      while (from + files.length < this.files.length && files.length < PAGE_FILES_MAX) {
        const file = wireOf(this.files[from + files.length]!);
        text += JSON.stringify(file).length + 1;
        if (files.length > 0 && text > PAGE_TEXT_MAX) break;
        files.push(file);
      }
      const next = from + files.length;
      yield { from, files, complete: next === this.files.length };
      from = next;
    } while (from < this.files.length);
  }

  #sameAs(chunk: number): number[] {
    this.#alike ??= this.#indexDigests();
    return this.#alike.get(keyOf(this.digest(chunk)))!;
  }

  #indexDigests(): Map<string, number[]> {
    const alike = new Map<string, number[]>();
    for (let chunk = 0; chunk < this.totalChunks; chunk += 1) {
      const key = keyOf(this.digest(chunk));
      const same = alike.get(key);
      if (same) same.push(chunk);
      else alike.set(key, [chunk]);
    }
    return alike;
  }
}

/** A digest as the key of a map. */
export function keyOf(digest: Uint8Array): string {
  return String.fromCharCode(...digest);
}

export function manifestFileOf(wire: WireManifestFile): ManifestFile {
  return {
    path: wire.path,
    size: wire.size,
    sha256: wire.sha256,
    digests: bytesOfBase64(wire.digests),
    ...(wire.type === undefined ? {} : { type: wire.type }),
    ...(wire.modified_at === undefined ? {} : { modifiedAt: wire.modified_at }),
    ...(wire.sizes === undefined ? {} : { sizes: wire.sizes }),
  };
}

function wireOf(file: ManifestFile): WireManifestFile {
  return {
    path: file.path,
    size: file.size,
    sha256: file.sha256,
    digests: base64Of(file.digests),
    ...(file.type === undefined ? {} : { type: file.type }),
    ...(file.modifiedAt === undefined ? {} : { modified_at: file.modifiedAt }),
    ...(file.sizes === undefined ? {} : { sizes: file.sizes }),
  };
}

/** The number of a file's chunks; refuses a file that contradicts itself. */
function chunksOf({ chunking, chunkBytes }: Cut, { size, digests, sizes, path }: ManifestFile): number {
  const chunks = digests.length / DIGEST_BYTES;
  const fits = chunking === 'fixed' ? sizes === undefined && isSize(chunkBytes) && chunks === Math.ceil(size / chunkBytes) : sizesFit(size, chunks, sizes ?? []);
  if (!Number.isSafeInteger(size) || size < 0 || !fits) {
    throw new Problem('invalid_manifest', `The chunks of ${path} are not those of a file of ${size} bytes`);
  }
  return chunks;
}

function sizesFit(size: number, chunks: number, sizes: readonly number[]): boolean {
  return sizes.every(isSize) && sizes.length === chunks && sizes.reduce((sum, each) => sum + each, 0) === size;
}

function isSize(bytes: number): boolean {
  return Number.isInteger(bytes) && bytes > 0 && bytes <= CHUNK_MAX_BYTES;
}

function* sizesOf({ chunkBytes }: Cut, { size, sizes }: ManifestFile): Iterable<number> {
  if (sizes) yield* sizes;
  else for (let left = size; left > 0; left -= chunkBytes) yield Math.min(chunkBytes, left);
}
