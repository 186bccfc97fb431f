import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { within } from '../recovery/systems/program.mjs';
import { DirectLine } from './direct-line.mjs';

const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const OPTIONS = [
  '--no-sandbox',
  '--allow-loopback-in-peer-connection',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];
/** Of one question to a page; the longest is how a large file goes over. */
const LIMIT_MS = 180_000;
let rooms = 0;

/** What a page answers, in time. */
export function asked(page, question, about) {
  return within(LIMIT_MS, `a page does not answer: ${question}`, page.evaluate(question, about));
}

/** Two Chromium, each with a profile on the disk, as people have one, and a page of its own in the same room. */
export class Pair {
  line = new DirectLine();

  /** @param {{ url: string, token(user: string): Promise<string> }} server */
  constructor(server) {
    this.server = server;
  }

  async open({ cuttable = false } = {}) {
    const executablePath = process.env.HOLDLINE_BROWSER ?? PROGRAMS.find((program) => fs.existsSync(program));
    this.profiles = ['sender', 'receiver'].map((name) => fs.mkdtempSync(path.join(os.tmpdir(), `holdline-files-${name}-`)));
    this.browsers = await Promise.all(this.profiles.map((profile) => chromium.launchPersistentContext(profile, { executablePath, args: OPTIONS })));
    this.version = this.browsers[0].browser().version();
    this.cuttable = cuttable;
    this.roomId = `files-${process.pid}-${(rooms += 1)}`;
    [this.sender, this.receiver] = await Promise.all(this.browsers.map((browser) => this.#page(browser)));
    await this.enter(this.sender, 'sender');
    this.to = await this.enter(this.receiver, 'receiver');
    return this;
  }

  async #page(browser) {
    const page = await browser.newPage();
    page.setDefaultTimeout(LIMIT_MS);
    await page.exposeFunction('throughLine', (port) => this.line.through(port));
    await page.exposeFunction('cutLine', () => this.line.cut());
    await page.addInitScript({ path: new URL('./in-page.js', import.meta.url).pathname });
    await page.goto(`${this.server.url}/`);
    return page;
  }

  /** Also after a reload. */
  async enter(page, user) {
    const where = { server: this.server.url, roomId: this.roomId, token: await this.server.token(user), cuttable: this.cuttable };
    return asked(page, (where) => window.bench.enter(where), where);
  }

  /** Sends it and answers how long each part of it took. */
  async send(what, earlier) {
    const { id, preparedMs } = await asked(this.sender, (what) => window.bench.offer(what), { to: this.to, ...what });
    await this.offered(id);
    return { id, preparedMs, ms: await asked(this.receiver, (what) => window.bench.take(what), { id, earlier }) };
  }

  offered(id) {
    return this.receiver.waitForFunction((id) => window.bench.state(id)?.state === 'pending', id);
  }

  discard(id) {
    return asked(this.receiver, (id) => window.bench.files.discard(id), id);
  }

  /** The bare loop in the same pages; milliseconds. */
  async bare(bytes) {
    const offer = await asked(this.sender, () => window.bench.bareOffer());
    const answer = await asked(this.receiver, (offer) => window.bench.bareAnswer(offer), offer);
    const [ms] = await Promise.all([
      asked(this.receiver, (bytes) => window.bench.bareGot(bytes), bytes),
      asked(this.sender, (what) => window.bench.bareSend(what), { answer, bytes }),
    ]);
    await Promise.all([this.sender, this.receiver].map((page) => asked(page, () => window.bench.bareEnd())));
    return ms;
  }

  sentBytes() {
    return asked(this.sender, () => window.bench.sentBytes);
  }

  async close() {
    await Promise.all(this.browsers.map((browser) => browser.close()));
    for (const profile of this.profiles) fs.rmSync(profile, { recursive: true, force: true });
  }
}
