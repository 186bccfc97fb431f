import { Problem } from '../problem.js';

/** Of a set in a message, which has room for little else. */
const TEXT_MAX = 48_000;
const TEXT = /^(\d{1,10}(-\d{1,10})?(,\d{1,10}(-\d{1,10})?)*)?$/;

/** A set of numbers from 0 on, kept as runs: what is held of a hundred thousand chunks is mostly one run. */
export class RangeSet {
  /** First and last of each run, ascending; between two runs at least one number is missing. */
  #runs: [first: number, last: number][] = [];

  static of(first: number, last: number): RangeSet {
    const set = new RangeSet();
    set.add(first, last);
    return set;
  }

  /** Reads "0-99,120"; numbers from `limit` on, runs backwards and all else that is no such text are refused. */
  static parse(text: string, limit: number): RangeSet {
    const set = new RangeSet();
    if (!TEXT.test(text)) throw malformed(text);
    for (const run of text === '' ? [] : text.split(',')) {
      const [first, last = first] = run.split('-').map(Number) as [number, number?];
      if (first > last || last >= limit) throw malformed(text);
      set.add(first, last);
    }
    return set;
  }

  get size(): number {
    return this.#runs.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  }

  get isEmpty(): boolean {
    return this.#runs.length === 0;
  }

  has(number: number): boolean {
    const run = this.#runs[this.#at(number)];
    return run !== undefined && run[0] <= number;
  }

  hasAll(first: number, last: number): boolean {
    const run = this.#runs[this.#at(first)];
    return run !== undefined && run[0] <= first && run[1] >= last;
  }

  add(first: number, last = first): void {
    if (last < first) return;
    const from = this.#at(first - 1);
    let to = from;
    while (to < this.#runs.length && this.#runs[to]![0] <= last + 1) to += 1;
    const touched = this.#runs.slice(from, to);
    this.#runs.splice(from, to - from, [
      Math.min(first, touched[0]?.[0] ?? first),
      Math.max(last, touched.at(-1)?.[1] ?? last),
    ]);
  }

  delete(first: number, last = first): void {
    const from = this.#at(first);
    let to = from;
    while (to < this.#runs.length && this.#runs[to]![0] <= last) to += 1;
    const rest: [number, number][] = [];
    for (const [begin, end] of this.#runs.slice(from, to)) {
      if (begin < first) rest.push([begin, first - 1]);
      if (end > last) rest.push([last + 1, end]);
    }
    this.#runs.splice(from, to - from, ...rest);
  }

  addAll(other: RangeSet): void {
    for (const [first, last] of other.#runs) this.add(first, last);
  }

  /** These without those of the other. */
  without(other: RangeSet): RangeSet {
    const left = this.copy();
    for (const [first, last] of other.#runs) left.delete(first, last);
    return left;
  }

  /** Those that are in both. */
  within(other: RangeSet): RangeSet {
    return this.without(this.without(other));
  }

  copy(): RangeSet {
    const copy = new RangeSet();
    copy.#runs = this.#runs.map(([first, last]) => [first, last]);
    return copy;
  }

  /** The first run from a number on, cut off before that number; nothing when there is none. */
  runFrom(number: number): [first: number, last: number] | undefined {
    const run = this.#runs[this.#at(number)];
    return run && [Math.max(run[0], number), run[1]];
  }

  *[Symbol.iterator](): Iterator<number> {
    for (const [first, last] of this.#runs) for (let number = first; number <= last; number += 1) yield number;
  }

  /** The form that {@link parse} reads. */
  toString(): string {
    return this.#runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
  }

  /** The same in texts that fit into a message each; at least one. */
  texts(): string[] {
    const texts: string[] = [];
    for (let left = this.toString(); left !== '' || texts.length === 0; ) {
      const cut = left.length <= TEXT_MAX ? left.length : left.lastIndexOf(',', TEXT_MAX);
      texts.push(left.slice(0, cut));
      left = left.slice(cut + 1);
    }
    return texts;
  }

  /** The place of the first run that does not end before the number. */
  #at(number: number): number {
    let low = 0;
    let high = this.#runs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#runs[middle]![1] < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function malformed(text: string): Problem {
  return new Problem('invalid_ranges', `These are no ranges of chunks: ${text.slice(0, 100)}`);
}
