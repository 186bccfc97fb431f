import { type Digest, hexOf, sameBytes } from './digest.js';
import type { Manifest } from './manifest.js';
import type { RangeSet } from './range-set.js';
import { Sha256 } from './sha256.js';
import type { Staging } from './staging.js';

const READ_BYTES = 1_048_576;

/**
 * Reads what was written back and compares each whole file with its digest. It follows the chunks as they come, so that
 * little is left to do when the last one is there.
 */
export class Verifier {
  #file = 0;
  #at = 0;
  #hash = new Sha256();

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
      const file = this.manifest.files[this.#file]!;
      while (this.#at < file.size) {
        const length = this.#readable(held, file.size);
        if (length === 0) return undefined;
        this.#hash.update(await this.staging.read(this.manifest.startOf(this.#file) + this.#at, length));
        this.#at += length;
      }
      if (hexOf(this.#hash.digest()) !== file.sha256) return this.#file;
      this.#begin(this.#file + 1);
    }
    return undefined;
  }

  /** Which chunks of a file are on the disk otherwise than they came; the file is read once more from its beginning. */
  async damaged(file: number): Promise<number[]> {
    const { first, end } = this.manifest.chunksOf(file);
    const damaged: number[] = [];
    for (let chunk = first; chunk < end; chunk += 1) {
      const { at, size } = this.manifest.place(chunk);
      if (!sameBytes(await this.digest(await this.staging.read(at, size)), this.manifest.digest(chunk))) damaged.push(chunk);
    }
    this.#begin(file);
    return damaged;
  }

  #begin(file: number): void {
    this.#file = file;
    this.#at = 0;
    this.#hash = new Sha256();
  }

  /** How many bytes can be read from here on, in whole chunks. */
  #readable(held: RangeSet, size: number): number {
    let chunk = this.#chunk();
    let length = 0;
    while (this.#at + length < size && length < READ_BYTES && held.has(chunk)) {
      length += this.manifest.size(chunk);
      chunk += 1;
    }
    return length;
  }

  #chunk(): number {
    return this.manifest.chunkAt(this.manifest.startOf(this.#file) + this.#at);
  }
}
