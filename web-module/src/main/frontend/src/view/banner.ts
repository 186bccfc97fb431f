import type { Banner } from '../state/banner.js';
import { elapsed } from '../state/text.js';
import { h, put, write } from './dom.js';
import { draw, icon, type IconName } from './icons.js';

const ICONS: Readonly<Record<Banner['kind'], IconName>> = { reconnecting: 'again', recovered: 'check', truncated: 'warning' };

/** The strip that says how the line is. Read aloud when its words change; the running seconds are only for the eye. */
export class BannerView {
  readonly element: HTMLElement;
  readonly #strip: HTMLElement;
  readonly #icon = icon('again');
  readonly #text = h('strong', { class: 'banner-text' });
  readonly #detail = h('span', { class: 'banner-detail' });
  readonly #elapsed = h('span', { class: 'banner-elapsed', 'aria-hidden': 'true' });
  readonly #dismiss: HTMLButtonElement;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(dismiss: () => void) {
    this.#dismiss = h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Dismiss', on: { click: dismiss } }, icon('close'));
    const words = h('p', { class: 'banner-words' }, this.#text, ' ', this.#detail);
    this.#strip = h('div', { class: 'banner', hook: 'banner', hidden: true }, this.#icon, words, this.#elapsed, this.#dismiss);
    this.element = h('div', { class: 'banner-place', role: 'status', 'aria-live': 'polite' }, this.#strip);
  }

  update(banner: Banner | undefined): void {
    clearInterval(this.#timer);
    this.#strip.hidden = banner === undefined;
    put(this.#strip, 'data-kind', banner?.kind);
    if (banner === undefined) {
      write(this.#text, '');
      write(this.#detail, '');
      return;
    }
    draw(this.#icon, ICONS[banner.kind]);
    this.#dismiss.hidden = banner.kind === 'reconnecting';
    this.#elapsed.hidden = banner.kind !== 'reconnecting';
    if (banner.kind === 'reconnecting') {
      write(this.#text, 'Reconnecting…');
      write(this.#detail, 'Go on writing: your messages are kept and sent when the line is back.');
      const tick = () => write(this.#elapsed, elapsed(Date.now() - banner.since.getTime()));
      tick();
      this.#timer = setInterval(tick, 1000);
    } else {
      write(this.#text, banner.text);
      write(this.#detail, banner.detail);
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }
}
