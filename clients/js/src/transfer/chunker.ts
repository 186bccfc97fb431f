import { Sha256 } from './sha256.js';

/** How a file is cut: into equal pieces, or where its content says so, which keeps the cuts after an insertion. */
export type Chunking = 'fixed' | 'content-defined';

export interface Cut {
  readonly chunking: Chunking;
  /** Of equal pieces, but for a file's last. */
  readonly chunkBytes: number;
}

export const CHUNK_BYTES = 65_536;
export const CHUNK_MAX_BYTES = 262_144;
export const CHUNK_MIN_BYTES = 16_384;

/** Below the mean size a cut has to look for more zeros, above it for fewer: sizes stay near the mean (FastCDC). */
const RARE = 0xffff_c000;
const OFTEN = 0xfffc_0000;

/** A number for each byte, the first four bytes of its SHA-256: any other program can make the same table. */
let gear: Uint32Array | undefined;

/** Cuts one file that comes piece by piece. */
export class Chunker {
  readonly #cut: (bytes: Uint8Array, length: number) => number;
  readonly #kept: Uint8Array<ArrayBuffer>;
  #length = 0;

  /** `sizeBytes`: of the file, where that is known; a small one needs little memory. */
  constructor({ chunking, chunkBytes }: Cut, sizeBytes = CHUNK_MAX_BYTES) {
    this.#kept = new Uint8Array(Math.max(1, Math.min(CHUNK_MAX_BYTES, sizeBytes)));
    this.#cut = chunking === 'fixed' ? () => chunkBytes : contentCut;
  }

  /** Takes the next bytes of the file; answers the chunks that are whole with them. */
  push(bytes: Uint8Array): Uint8Array[] {
    const chunks: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; ) {
      const taken = Math.min(this.#kept.length - this.#length, bytes.length - at);
      this.#kept.set(bytes.subarray(at, at + taken), this.#length);
      this.#length += taken;
      at += taken;
      if (this.#length === this.#kept.length) this.#drain(chunks, this.#kept.length);
    }
    return chunks;
  }

  /** The file ends here; answers its last chunks. */
  end(): Uint8Array[] {
    const chunks: Uint8Array[] = [];
    this.#drain(chunks, 1);
    return chunks;
  }

  /** Cuts as long as so many bytes are there. */
  #drain(chunks: Uint8Array[], atLeast: number): void {
    while (this.#length >= atLeast) {
      const size = Math.min(this.#cut(this.#kept, this.#length), this.#length);
      chunks.push(this.#kept.slice(0, size));
      this.#kept.copyWithin(0, size, this.#length);
      this.#length -= size;
    }
  }
}

/** Where the first chunk of these bytes ends. */
function contentCut(bytes: Uint8Array, length: number): number {
  const table = (gear ??= makeGear());
  const end = Math.min(length, CHUNK_MAX_BYTES);
  let print = 0;
  for (let at = CHUNK_MIN_BYTES; at < end; at += 1) {
    print = ((print << 1) + table[bytes[at]!]!) | 0;
    if ((print & (at < CHUNK_BYTES ? RARE : OFTEN)) === 0) return at + 1;
  }
  return end;
}

function makeGear(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => new DataView(new Sha256().update(Uint8Array.of(byte)).digest().buffer).getUint32(0));
}
