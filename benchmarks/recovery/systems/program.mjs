import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import readline from 'node:readline';

const START_LIMIT_MS = 240_000;
const STOP_LIMIT_MS = 40_000;

/** A child process that says on standard output when it is ready, and ends with its standard input. */
export class Program {
  /** @type {string[]} */
  #lines = [];
  /** @type {((line: string) => void)[]} */
  #readers = [];

  /**
   * @param {string} name of its log
   * @param {string} directory where that is
   * @param {string[]} command
   */
  constructor(name, directory, [file, ...options]) {
    this.name = name;
    this.log = path.join(directory, `${name}.log`);
    const log = fs.openSync(this.log, 'a');
    this.child = /** @type {import('node:child_process').ChildProcessByStdio<import('node:stream').Writable, import('node:stream').Readable, null>} */ (
      spawn(file, options, { stdio: ['pipe', 'pipe', log] })
    );
    fs.closeSync(log);
    this.child.stdin.on('error', () => undefined); // it has ended, which ended tells
    this.ended = new Promise((resolve) => this.child.once('exit', resolve));
    readline.createInterface({ input: this.child.stdout }).on('line', (line) => {
      const reader = this.#readers.shift();
      if (reader) reader(line);
      else this.#lines.push(line);
    });
  }

  get pid() {
    return Number(this.child.pid);
  }

  /** The next line that it says. @returns {Promise<string>} */
  async line() {
    const said = this.#lines.shift();
    if (said !== undefined) return said;
    return within(
      START_LIMIT_MS,
      `${this.name} says nothing, see ${this.log}`,
      Promise.race([
        new Promise((/** @type {(line: string) => void} */ resolve) => this.#readers.push(resolve)),
        this.ended.then((code) => {
          throw new Error(`${this.name} ended with ${code}, see ${this.log}`);
        }),
      ]),
    );
  }

  /** @param {string} command */
  tell(command) {
    this.child.stdin.write(`${command}\n`);
  }

  /** @param {NodeJS.Signals} signal */
  async end(signal) {
    this.child.kill(signal);
    await this.ended;
  }

  async stop() {
    this.child.stdin.end();
    const stubborn = setTimeout(() => this.child.kill('SIGKILL'), STOP_LIMIT_MS);
    await this.ended;
    clearTimeout(stubborn);
  }
}

/** @template T @param {number} limitMs @param {string} problem @param {Promise<T>} promise */
export async function within(limitMs, problem, promise) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(problem)), limitMs);
  });
  try {
    return /** @type {T} */ (await Promise.race([promise, late]));
  } finally {
    clearTimeout(timer);
  }
}

/** @param {number} ms @param {AbortSignal} [enough] ends it sooner */
export async function pause(ms, enough) {
  if (enough?.aborted) return;
  await new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    enough?.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      enough?.removeEventListener('abort', done);
      resolve(undefined);
    }
  });
}

/** Asks until the answer is yes. @param {() => boolean | Promise<boolean>} condition @param {number} limitMs */
export async function until(condition, limitMs) {
  const end = performance.now() + limitMs;
  while (performance.now() < end) {
    if (await condition()) return true;
    await pause(50);
  }
  return false;
}

/** A port of 127.0.0.1 that nobody listens at. @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}
