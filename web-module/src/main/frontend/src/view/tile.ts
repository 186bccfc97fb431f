import type { Tile } from '../state/tiles.js';
import { hueOf, initials } from '../state/text.js';
import { h, put, write } from './dom.js';
import { icon } from './icons.js';

const ROLES: Readonly<Record<string, string>> = { host: 'Host', moderator: 'Moderator', observer: 'Observer' };

/** A word for a role that stands out; nothing for an ordinary participant. */
export function roleName(role: string): string {
  return ROLES[role] ?? '';
}

/** One picture of the room. Its element stays the same while the person does, so that the video never flickers. */
export class TileView {
  readonly element: HTMLElement;
  readonly #video = h('video', { class: 'tile-video', playsinline: true, autoplay: true });
  readonly #avatar = h('div', { class: 'avatar', 'aria-hidden': 'true' });
  readonly #name = h('span', { class: 'tile-name' });
  readonly #role = h('span', { class: 'tile-role' });
  readonly #mic = icon('mic-off');
  readonly #micWord = h('span', { class: 'unseen' }, 'microphone off');
  readonly #hand = h('span', { class: 'tile-hand', hidden: true }, icon('hand'), h('span', { class: 'unseen' }, 'hand up'));
  readonly #breakout = h('span', { class: 'tile-breakout', hook: 'tile-breakout', hidden: true });
  readonly #away = h('p', { class: 'tile-away' }, 'reconnecting…');
  #stream: MediaStream | undefined;

  readonly #silenced: () => void;

  /** `silenced` is called when the browser lets no sound out before the person has touched the page. */
  constructor(tile: Tile, silenced: () => void) {
    this.#silenced = silenced;
    this.#video.muted = tile.own;
    const label = h('figcaption', { class: 'tile-label' }, this.#mic, this.#name, this.#role, this.#micWord);
    this.element = h('figure', { class: 'tile', hook: 'tile', 'data-session-id': tile.sessionId, 'data-user': tile.userId }, this.#video, this.#avatar, this.#away, this.#breakout, this.#hand, label);
    put(this.element, 'data-own', tile.own);
  }

  /** `flows`: whether pictures come through; a tile waiting for them keeps the last one, dimmed. */
  update(tile: Tile, stream: MediaStream | undefined, flows: boolean): void {
    const away = tile.connection === 'suspended';
    this.#attach(stream, away);
    const picture = tile.video && this.#stream !== undefined && this.#stream.getVideoTracks().length > 0;
    put(this.element, 'data-connection-state', tile.connection);
    put(this.element, 'data-waiting', away || (!tile.own && this.#stream !== undefined && (stream === undefined || !flows)));
    put(this.element, 'data-screen', tile.screen);
    put(this.element, 'data-speaking', tile.speaking && tile.audio && !away);
    put(this.element, 'data-picture', picture);
    this.#avatar.hidden = picture;
    this.#away.hidden = !away;
    write(this.#avatar, initials(tile.name));
    put(this.#avatar, 'data-hue', hueOf(tile.userId));
    write(this.#name, tile.own ? `${tile.name} (you)` : tile.name);
    write(this.#role, roleName(tile.role));
    this.#role.hidden = roleName(tile.role) === '';
    put(this.#mic, 'hidden', tile.audio);
    this.#micWord.hidden = tile.audio;
    this.#hand.hidden = !tile.hand;
    put(this.#name, 'title', tile.name);
    this.#breakout.hidden = tile.breakout === undefined;
    write(this.#breakout, `In “${tile.breakout ?? ''}”`);
    if (tile.screen) {
      write(this.#name, tile.own ? 'Your screen' : `${tile.name}’s screen`);
    }
  }

  remove(): void {
    this.#video.srcObject = null;
    this.element.remove();
  }

  /** Whoever is away keeps the last picture seen: the old stream stays, stopped, until a new one comes. */
  #attach(stream: MediaStream | undefined, away: boolean): void {
    if (stream !== undefined && stream !== this.#stream) {
      this.#stream = stream;
      this.#video.srcObject = stream;
    }
    if (away && !this.#video.paused) {
      this.#video.pause();
    } else if (!away && this.#video.paused && this.#stream !== undefined) {
      void this.#play();
    }
  }

  async #play(): Promise<void> {
    try {
      await this.#video.play();
    } catch (problem) {
      if (problem instanceof Error && problem.name === 'NotAllowedError' && !this.#video.muted) {
        this.#video.muted = true;
        this.#silenced();
        addEventListener('pointerdown', () => (this.#video.muted = false), { once: true });
        addEventListener('keydown', () => (this.#video.muted = false), { once: true });
        await this.#video.play().catch(() => undefined);
      }
    }
  }
}
