import { defaultPlatform } from './platform.js';
import type { Platform } from './ports.js';
import { Problem } from './problem.js';
import { Rest } from './rest.js';
import { Room } from './room.js';
import { SessionStore } from './session-store.js';
import type { JoinOptions } from './types.js';

const ROOM_ID = /^[A-Za-z0-9_-]{1,100}$/;
const JOIN_LIMIT_MS = 15_000;

/**
 * Joins a room, or goes on in it when this tab was in it before. Resolves when who is there is known; from then on the room
 * keeps itself connected. Rejects with a {@link Problem} when the server refuses (its `code` says why), and with
 * `connection_timeout` when it cannot be reached in time. Whoever has to wait at the door waits as long as it takes: `pending`
 * is told why, `signal` gives it up.
 */
export async function joinRoom(options: JoinOptions): Promise<Room> {
  if (!ROOM_ID.test(options.roomId)) {
    throw new Problem('invalid_room_id', 'A room id has 1 to 100 characters of A-Z a-z 0-9 _ -');
  }
  const platform: Platform = { ...defaultPlatform(), ...options.platform };
  if (options.storage) platform.storage = options.storage;
  const server = new URL(options.server).href.replace(/\/+$/, '');
  const store = await SessionStore.open(platform, `holdline:${server}:${options.roomId}`);
  const rest = new Rest(server, options.roomId, options.accessToken, platform.fetch, platform.clock);
  const room = new Room(options.roomId, platform, rest, store, options);
  await room.start(options.joinTimeoutMs ?? JOIN_LIMIT_MS, options.signal);
  return room;
}
