import { Http, queryOf, segment } from './http.js';
import { defaultPlatform } from './platform.js';
import type { Role } from './protocol.js';
import type { AccessToken, RoomSettings } from './types.js';

/** Who gets through the door of a registered room. */
export type Access = 'open' | 'members' | 'approval';

/** A room that somebody owns. What is optional is only told to those who belong to it. */
export interface RegisteredRoom {
  roomId: string;
  name: string;
  access: Access;
  state: 'open' | 'closed';
  scheduledStart?: string;
  scheduledEnd?: string;
  ownerId?: string;
  persistent?: boolean;
  hasInvitation?: boolean;
  /** What we are there. */
  role?: Role;
  version?: number;
}

/** What one may say of a room; `null` takes a planned time away. */
export interface RoomPlan {
  name: string;
  access?: Access;
  persistent?: boolean;
  scheduledStart?: string | null;
  scheduledEnd?: string | null;
  settings?: Partial<RoomSettings>;
}

export interface RoomPage {
  rooms: RegisteredRoom[];
  /** Give it as `after` to get the next page. */
  nextAfter?: string;
}

export interface Member {
  userId: string;
  role: Role;
  addedAt: string;
}

interface WireRoom {
  room_id: string;
  name: string;
  access: Access;
  state: 'open' | 'closed';
  scheduled_start?: string;
  scheduled_end?: string;
  owner_id?: string;
  persistent?: boolean;
  has_invitation?: boolean;
  role?: Role;
  version?: number;
}

interface WireMember {
  user_id: string;
  role: Role;
  added_at: string;
}

/** The rooms that people own, whether or not anybody is in them. No session is needed. */
export class Rooms {
  readonly #http: Http;

  constructor(options: { server: string; accessToken: AccessToken; fetch?: typeof globalThis.fetch }) {
    const platform = defaultPlatform();
    this.#http = new Http(options.server, options.accessToken, options.fetch ?? platform.fetch, platform.clock);
  }

  /** Registers a room; the server finds an id where none is given. */
  async create(plan: RoomPlan & { roomId?: string }): Promise<RegisteredRoom> {
    const id = plan.roomId === undefined ? {} : { room_id: plan.roomId };
    return roomOf(await this.#http.call<WireRoom>('POST', '/rooms', { ...id, ...wireOf(plan) }));
  }

  /** Those of which we are owner or member, newest first. */
  mine(page: { limit?: number; after?: string } = {}): Promise<RoomPage> {
    return this.#page('/rooms', page);
  }

  /** Those of ours with a planned meeting, the soonest first. */
  upcoming(page: { limit?: number; after?: string } = {}): Promise<RoomPage> {
    return this.#page('/rooms/upcoming', page);
  }

  async get(roomId: string): Promise<RegisteredRoom> {
    return roomOf(await this.#http.call<WireRoom>('GET', pathOf(roomId)));
  }

  async change(roomId: string, plan: Partial<RoomPlan>): Promise<RegisteredRoom> {
    return roomOf(await this.#http.call<WireRoom>('PATCH', pathOf(roomId), wireOf(plan)));
  }

  /** Ends the meeting and deletes the room with all that was said in it. */
  async remove(roomId: string): Promise<void> {
    await this.#http.call('DELETE', pathOf(roomId));
  }

  /** Ends the meeting; nobody comes in until it is reopened. */
  async close(roomId: string): Promise<RegisteredRoom> {
    return roomOf(await this.#http.call<WireRoom>('POST', `${pathOf(roomId)}/close`));
  }

  async reopen(roomId: string): Promise<RegisteredRoom> {
    return roomOf(await this.#http.call<WireRoom>('POST', `${pathOf(roomId)}/reopen`));
  }

  /** A new invitation code, told only now; the one before does not count any more. */
  async invite(roomId: string): Promise<string> {
    return (await this.#http.call<{ code: string }>('POST', `${pathOf(roomId)}/invitation`)).code;
  }

  /** No invitation counts any more. */
  async withdrawInvitation(roomId: string): Promise<void> {
    await this.#http.call('DELETE', `${pathOf(roomId)}/invitation`);
  }

  /** Makes us a member; answers what we are there. */
  async joinByInvitation(roomId: string, code: string): Promise<Role> {
    return (await this.#http.call<{ role: Role }>('POST', `${pathOf(roomId)}/join-by-invitation`, { code })).role;
  }

  async members(roomId: string, page: { limit?: number; after?: string } = {}): Promise<{ members: Member[]; nextAfter?: string }> {
    const path = `${pathOf(roomId)}/members${queryOf({ ...page })}`;
    const found = await this.#http.call<{ members: WireMember[]; next_after?: string }>('GET', path);
    return { members: found.members.map(memberOf), ...(found.next_after === undefined ? {} : { nextAfter: found.next_after }) };
  }

  /** Adds somebody or changes his role. */
  async putMember(roomId: string, userId: string, role: Role = 'participant'): Promise<Member> {
    return memberOf(await this.#http.call<WireMember>('PUT', `${pathOf(roomId)}/members/${segment(userId)}`, { role }));
  }

  async removeMember(roomId: string, userId: string): Promise<void> {
    await this.#http.call('DELETE', `${pathOf(roomId)}/members/${segment(userId)}`);
  }

  async #page(path: string, page: { limit?: number; after?: string }): Promise<RoomPage> {
    const found = await this.#http.call<{ rooms: WireRoom[]; next_after?: string }>('GET', path + queryOf({ ...page }));
    return { rooms: found.rooms.map(roomOf), ...(found.next_after === undefined ? {} : { nextAfter: found.next_after }) };
  }
}

function pathOf(roomId: string): string {
  return `/rooms/${segment(roomId)}`;
}

function wireOf(plan: Partial<RoomPlan>): object {
  const { name, access, persistent, settings, scheduledStart, scheduledEnd } = plan;
  const wire = { name, access, persistent, settings, scheduled_start: scheduledStart, scheduled_end: scheduledEnd };
  return Object.fromEntries(Object.entries(wire).filter(([, value]) => value !== undefined));
}

function roomOf(wire: WireRoom): RegisteredRoom {
  const { room_id: roomId, name, access, state, role, version, persistent } = wire;
  return {
    roomId,
    name,
    access,
    state,
    ...(wire.scheduled_start === undefined ? {} : { scheduledStart: wire.scheduled_start }),
    ...(wire.scheduled_end === undefined ? {} : { scheduledEnd: wire.scheduled_end }),
    ...(wire.owner_id === undefined ? {} : { ownerId: wire.owner_id }),
    ...(wire.has_invitation === undefined ? {} : { hasInvitation: wire.has_invitation }),
    ...(persistent === undefined ? {} : { persistent }),
    ...(role === undefined ? {} : { role }),
    ...(version === undefined ? {} : { version }),
  };
}

function memberOf(wire: WireMember): Member {
  return { userId: wire.user_id, role: wire.role, addedAt: wire.added_at };
}
