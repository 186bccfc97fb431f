const BLOCK = 64;

/** The first 32 bits of the fractional parts of the roots of the first primes: square roots of 8, cube roots of 64 (FIPS 180-4). */
const [START, STEPS] = constants();

/**
 * SHA-256 of what comes piece by piece. The browser's own digest wants all bytes at once, which a file of many GiB has no
 * memory for; where they are at hand, as for a chunk, {@link chunkDigest} is faster.
 */
export class Sha256 {
  readonly #state = START.slice();
  readonly #words = new Int32Array(BLOCK);
  readonly #rest = new Uint8Array(BLOCK);
  #length = 0;

  update(bytes: Uint8Array): this {
    let at = 0;
    const kept = this.#length % BLOCK;
    this.#length += bytes.length;
    if (kept > 0) {
      at = Math.min(BLOCK - kept, bytes.length);
      this.#rest.set(bytes.subarray(0, at), kept);
      if (kept + at < BLOCK) return this;
      this.#blocks(this.#rest, 0, BLOCK);
    }
    const whole = at + Math.floor((bytes.length - at) / BLOCK) * BLOCK;
    this.#blocks(bytes, at, whole);
    this.#rest.set(bytes.subarray(whole));
    return this;
  }

  /** The digest of all that came; nothing may come after it. */
  digest(): Uint8Array {
    const length = this.#length;
    const padding = new Uint8Array(BLOCK + 8 - ((length + 8) % BLOCK));
    padding[0] = 0x80;
    const bits = new DataView(padding.buffer, padding.length - 8);
    bits.setUint32(0, Math.floor(length / 0x2000_0000));
    bits.setUint32(4, (length << 3) >>> 0);
    this.update(padding);
    const digest = new DataView(new ArrayBuffer(32));
    this.#state.forEach((word, i) => digest.setInt32(i * 4, word));
    return new Uint8Array(digest.buffer);
  }

  #blocks(bytes: Uint8Array, from: number, to: number): void {
    for (let at = from; at < to; at += BLOCK) this.#block(bytes, at);
  }

  #block(bytes: Uint8Array, at: number): void {
    const words = this.#words;
    for (let i = 0, from = at; i < 16; i += 1, from += 4) {
      words[i] = (bytes[from]! << 24) | (bytes[from + 1]! << 16) | (bytes[from + 2]! << 8) | bytes[from + 3]!;
    }
    for (let i = 16; i < BLOCK; i += 1) {
      const x = words[i - 15]!;
      const y = words[i - 2]!;
      const low = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const high = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      words[i] = (words[i - 16]! + low + words[i - 7]! + high) | 0;
    }
    this.#rounds(words);
  }

  /** Spelled out, since it is what a large file waits for: taking the state apart as a list costs as much as the rounds. */
  #rounds(words: Int32Array): void {
    const state = this.#state;
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    let e = state[4]!;
    let f = state[5]!;
    let g = state[6]!;
    let h = state[7]!;
    for (let i = 0; i < BLOCK; i += 1) {
      const turned = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const one = (h + turned + (g ^ (e & (f ^ g))) + STEPS[i]! + words[i]!) | 0;
      const two = ((((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) + ((a & b) | (c & (a | b)))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    state[0] = (state[0]! + a) | 0;
    state[1] = (state[1]! + b) | 0;
    state[2] = (state[2]! + c) | 0;
    state[3] = (state[3]! + d) | 0;
    state[4] = (state[4]! + e) | 0;
    state[5] = (state[5]! + f) | 0;
    state[6] = (state[6]! + g) | 0;
    state[7] = (state[7]! + h) | 0;
  }
}

/** Computed, not typed in: both lists are the roots of primes, exact in integers by Newton's steps. */
function constants(): [Int32Array, Int32Array] {
  const primes: bigint[] = [];
  for (let n = 2n; primes.length < BLOCK; n += 1n) if (primes.every((prime) => n % prime !== 0n)) primes.push(n);
  const squares = primes.slice(0, 8).map((prime) => fraction(rootOf(prime << 64n, 2n)));
  return [Int32Array.from(squares), Int32Array.from(primes, (prime) => fraction(rootOf(prime << 96n, 3n)))];
}

function fraction(root: bigint): number {
  return Number(root & 0xffff_ffffn);
}

/** The whole part of the root of that degree. */
function rootOf(value: bigint, degree: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / Number(degree)));
  for (;;) {
    const next = ((degree - 1n) * root + value / root ** (degree - 1n)) / degree;
    if (next >= root) return root;
    root = next;
  }
}
