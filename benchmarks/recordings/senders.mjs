import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { within } from '../recovery/systems/program.mjs';

const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const OPTIONS = [
  '--no-sandbox',
  '--disable-gpu',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream=fps=30',
  '--autoplay-policy=no-user-gesture-required',
  '--allow-loopback-in-peer-connection',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];
/** Of one question to a page. */
const LIMIT_MS = 60_000;

/** Two pages of one Chromium, which has a pretended camera and microphone. */
export class Senders {
  static async open(address) {
    const senders = new Senders();
    const executablePath = process.env.HOLDLINE_BROWSER ?? PROGRAMS.find((program) => existsSync(program));
    senders.browser = await chromium.launch({ executablePath, args: OPTIONS });
    senders.version = senders.browser.version();
    senders.pages = [await senders.#page(address), await senders.#page(address)];
    return senders;
  }

  async #page(address) {
    const page = await (await this.browser.newContext({ permissions: ['camera', 'microphone'] })).newPage();
    page.setDefaultTimeout(LIMIT_MS);
    await page.addInitScript({ path: new URL('./in-page.js', import.meta.url).pathname });
    await page.goto(address);
    return page;
  }

  /** Lets each page do something with what is known of it. */
  async each(question, aboutOf = () => undefined) {
    for (const [number, page] of this.pages.entries()) {
      const about = await aboutOf(number);
      await within(LIMIT_MS, `a page does not answer: ${question}`, page.evaluate(question, about));
    }
  }

  close() {
    return this.browser.close();
  }
}
