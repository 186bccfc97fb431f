import type { Participant } from '@holdline/client';
import type { Role } from './rank.js';

/** A person's picture in the room, or the screen that he shows. */
export interface Tile {
  readonly key: string;
  readonly sessionId: string;
  readonly userId: string;
  readonly name: string;
  readonly role: string;
  readonly own: boolean;
  readonly screen: boolean;
  readonly audio: boolean;
  readonly video: boolean;
  readonly speaking: boolean;
  readonly hand: boolean;
  readonly connection: 'active' | 'suspended';
  readonly quality: string;
  /** The breakout room where he belongs. */
  readonly breakout: string | undefined;
}

export interface Me {
  readonly sessionId: string;
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
  readonly audio: boolean;
  readonly video: boolean;
  readonly sharing: boolean;
}

/** Others in the order they came, the own tile last; `breakouts` has the names of breakout rooms by user. */
export function tilesOf(me: Me, participants: readonly Participant[], breakouts: ReadonlyMap<string, string> = new Map()): Tile[] {
  const others = participants
    .filter((p) => p.sessionId !== me.sessionId)
    .sort((a, b) => new Date(a.joinedAt).getTime() - new Date(b.joinedAt).getTime());
  const tiles = others.map((p) => tileOf(p, breakouts.get(p.userId)));
  const seen = participants.find((p) => p.sessionId === me.sessionId);
  tiles.push({
    key: me.sessionId,
    sessionId: me.sessionId,
    userId: me.userId,
    name: me.name,
    role: seen?.role ?? me.role,
    own: true,
    screen: me.sharing,
    audio: me.audio,
    video: me.video || me.sharing,
    speaking: seen?.isSpeaking ?? false,
    hand: seen?.handRaised ?? false,
    connection: 'active',
    quality: seen?.connectionQuality ?? 'unknown',
    breakout: undefined,
  });
  return tiles;
}

function tileOf(p: Participant, breakout: string | undefined): Tile {
  return {
    key: p.sessionId,
    sessionId: p.sessionId,
    userId: p.userId,
    name: p.username,
    role: p.role,
    own: false,
    screen: p.screenSharing,
    audio: p.audioEnabled,
    video: p.videoEnabled || p.screenSharing,
    speaking: p.isSpeaking,
    hand: p.handRaised,
    connection: p.connectionState === 'suspended' ? 'suspended' : 'active',
    quality: p.connectionQuality,
    breakout,
  };
}

/** The tile that gets most of the room: the first screen somebody else shows. */
export function spotlight(tiles: readonly Tile[]): Tile | undefined {
  return tiles.find((tile) => tile.screen && !tile.own);
}

export interface Grid {
  readonly columns: number;
  readonly width: number;
  readonly height: number;
}

/** Tiles narrower than this cannot show a name; the grid scrolls instead. */
const WIDTH_MIN = 140;
const WIDEST = 16 / 9;
/** A box narrower than this is a phone held upright: tiles may be as high as wide. */
const NARROW = 600;

/** The number of columns that makes tiles largest within a box. A tile takes the shape of its place, within bounds. */
export function bestGrid(tiles: number, width: number, height: number, gap = 12): Grid {
  const highest = width < NARROW ? 1 : 4 / 3;
  let best: Grid = { columns: 1, width: 0, height: 0 };
  for (let columns = 1; columns <= Math.max(1, tiles); columns++) {
    const rows = Math.ceil(tiles / columns);
    const placeWide = (width - gap * (columns - 1)) / columns;
    const placeHigh = (height - gap * (rows - 1)) / rows;
    const tileWidth = Math.floor(Math.min(placeWide, placeHigh * WIDEST));
    const tileHeight = Math.floor(Math.min(placeHigh, tileWidth / highest));
    if (tileWidth * tileHeight > best.width * best.height) {
      best = { columns, width: tileWidth, height: tileHeight };
    }
  }
  if (best.width >= Math.min(WIDTH_MIN, width)) {
    return best;
  }
  const columns = Math.max(1, Math.min(tiles, Math.floor((width + gap) / (WIDTH_MIN + gap))));
  const scrolled = Math.max(0, Math.floor((width - gap * (columns - 1)) / columns));
  return { columns, width: scrolled, height: Math.floor(scrolled / highest) };
}
