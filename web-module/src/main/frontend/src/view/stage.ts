import type { Call } from '../call.js';
import { breakoutNames } from '../state/breakouts.js';
import type { RoomState } from '../state/room-state.js';
import { bestGrid, spotlight, tilesOf, type Tile } from '../state/tiles.js';
import { h, put } from './dom.js';
import { TileView } from './tile.js';

const GAP = 12;
const BROKEN: ReadonlySet<RTCPeerConnectionState> = new Set(['disconnected', 'failed']);

/** All pictures, as large as they fit; a shared screen takes most of the room. */
export class Stage {
  readonly element: HTMLElement;
  readonly #call: Call;
  readonly #spot = h('div', { class: 'spot' });
  readonly #grid = h('div', { class: 'grid', role: 'group', 'aria-label': 'People in the room' });
  readonly #tiles = new Map<string, TileView>();
  readonly #size = new ResizeObserver(() => this.#lay());
  #others = 0;

  constructor(call: Call) {
    this.#call = call;
    this.element = h('section', { class: 'stage', 'aria-label': 'Pictures' }, this.#spot, this.#grid);
    this.#size.observe(this.#grid);
  }

  update(state: RoomState): void {
    const tiles = tilesOf(state.me, state.participants, breakoutNames(state.breakouts));
    const spot = spotlight(tiles);
    this.#forget(tiles);
    let at = 0;
    for (const tile of tiles) {
      const view = this.#view(tile);
      view.update(tile, this.#streamOf(tile, state), !BROKEN.has(state.peers.get(tile.sessionId) ?? 'new'));
      const parent = tile === spot ? this.#spot : this.#grid;
      const place = tile === spot ? 0 : at++;
      if (parent.children[place] !== view.element) {
        parent.insertBefore(view.element, parent.children[place] ?? null);
      }
    }
    this.#others = tiles.length - (spot === undefined ? 0 : 1);
    put(this.element, 'data-spot', spot !== undefined);
    put(this.element, 'data-alone', tiles.length === 1);
    this.#lay();
  }

  close(): void {
    this.#size.disconnect();
    this.#forget([]);
  }

  #streamOf(tile: Tile, state: RoomState): MediaStream | undefined {
    if (tile.own) {
      return this.#call.outgoing.screen ?? state.local;
    }
    return state.streams.get(tile.sessionId);
  }

  #view(tile: Tile): TileView {
    let view = this.#tiles.get(tile.key);
    if (view === undefined) {
      view = new TileView(tile, () => this.#call.notice('The browser keeps the sound back: click anywhere to hear the others.'));
      this.#tiles.set(tile.key, view);
    }
    return view;
  }

  #forget(staying: readonly Tile[]): void {
    const keys = new Set(staying.map((tile) => tile.key));
    for (const [key, view] of this.#tiles) {
      if (!keys.has(key)) {
        view.remove();
        this.#tiles.delete(key);
      }
    }
  }

  #lay(): void {
    const { clientWidth, clientHeight } = this.#grid;
    if (clientWidth === 0) {
      return;
    }
    const grid = bestGrid(this.#others, clientWidth, clientHeight, GAP);
    this.#grid.style.setProperty('--tile-width', `${grid.width}px`);
    this.#grid.style.setProperty('--tile-height', `${grid.height}px`);
  }
}
