import { type Digest, hexOf, sameBytes } from './digest.js';
import type { Manifest } from './manifest.js';
import type { RangeSet } from './range-set.js';
import type { Staging } from './staging.js';

const READ_BYTES = 1_048_576;
/** Files up to this size are compared with their own digest, larger ones by all their chunks, which is the same and needs no memory. */
const WHOLE_BYTES = 16_777_216;

/**
 * Reads what was written back and looks whether each file is what its sender described. It follows the chunks as they
 * come, so that little is left to do when the last one is there.
 */
export class Verifier {
  #file = 0;
  /** In a large file, the next chunk to look at. */
  #chunk = 0;

  constructor(
    readonly manifest: Manifest,
    readonly staging: Pick<Staging, 'read'>,
    readonly digest: Digest,
  ) {}

  /** All files are what they should be. */
  get isThrough(): boolean {
    return this.#file === this.manifest.files.length;
  }

  /** Goes on as far as chunks are held; answers the index of a file that is not what it should be, if there is one. */
  async advance(held: RangeSet): Promise<number | undefined> {
    while (!this.isThrough) {
      const small = this.manifest.files[this.#file]!.size <= WHOLE_BYTES;
      const end = small ? this.#endOfFiles(held) : this.#endOfChunks(held);
      if (end === (small ? this.#file : this.#chunk)) return undefined;
      if (!(small ? await this.#areFilesRight(end) : await this.#areChunksRight(end))) return this.#file;
    }
    return undefined;
  }

  /** Which chunks of a file are on the disk otherwise than they came; the file is looked at once more from its beginning. */
  async damaged(file: number): Promise<number[]> {
    const { first, end } = this.manifest.chunksOf(file);
    const damaged: number[] = [];
    for (let chunk = first; chunk < end; chunk += 1) if (!(await this.#isRight(chunk))) damaged.push(chunk);
    this.#begin(file);
    return damaged;
  }

  #begin(file: number): void {
    this.#file = file;
    this.#chunk = this.manifest.chunksOf(file).first;
  }

  /** Behind the last file that can be read together with this one. */
  #endOfFiles(held: RangeSet): number {
    let end = this.#file;
    let bytes = 0;
    for (; end < this.manifest.files.length; end += 1) {
      const { first, end: behind } = this.manifest.chunksOf(end);
      bytes += this.manifest.files[end]!.size;
      if (end > this.#file && bytes > READ_BYTES) break;
      if (first < behind && !held.hasAll(first, behind - 1)) break;
    }
    return end;
  }

  async #areFilesRight(end: number): Promise<boolean> {
    const start = this.manifest.startOf(this.#file);
    const last = this.manifest.files[end - 1]!;
    const bytes = await this.staging.read(start, this.manifest.startOf(end - 1) + last.size - start);
    const digests = await Promise.all(
      this.manifest.files.slice(this.#file, end).map(({ size }, i) => {
        const at = this.manifest.startOf(this.#file + i) - start;
        return this.digest(bytes.subarray(at, at + size));
      }),
    );
    for (const digest of digests) {
      if (hexOf(digest) !== this.manifest.files[this.#file]!.sha256) return false;
      this.#begin(this.#file + 1);
    }
    return true;
  }

  /** Behind the last chunk of a large file that can be read together with this one. */
  #endOfChunks(held: RangeSet): number {
    const behind = this.manifest.chunksOf(this.#file).end;
    let end = this.#chunk;
    for (let bytes = 0; end < behind && held.has(end) && bytes < READ_BYTES; end += 1) bytes += this.manifest.size(end);
    return end;
  }

  async #areChunksRight(end: number): Promise<boolean> {
    const chunks = Array.from({ length: end - this.#chunk }, (_, i) => this.#chunk + i);
    const { at: start } = this.manifest.place(this.#chunk);
    const { at: last, size } = this.manifest.place(end - 1);
    const bytes = await this.staging.read(start, last + size - start);
    const right = await Promise.all(chunks.map((chunk) => this.#isDigestOf(chunk, bytes, start)));
    if (right.includes(false)) return false;
    this.#chunk = end;
    if (end === this.manifest.chunksOf(this.#file).end) this.#begin(this.#file + 1);
    return true;
  }

  async #isRight(chunk: number): Promise<boolean> {
    const { at, size } = this.manifest.place(chunk);
    return this.#isDigestOf(chunk, await this.staging.read(at, size), at);
  }

  async #isDigestOf(chunk: number, bytes: Uint8Array, start: number): Promise<boolean> {
    const { at, size } = this.manifest.place(chunk);
    return sameBytes(await this.digest(bytes.subarray(at - start, at - start + size)), this.manifest.digest(chunk));
  }
}
