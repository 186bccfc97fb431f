import { type Http, segment } from './http.js';
import type { BreakoutPlan, BreakoutRoom } from './types.js';

interface Wire {
  breakout_room_id: string;
  room_id: string;
  name: string;
  max_participants?: number;
  auto_move_back: boolean;
  duration_minutes?: number;
  ends_at?: string;
  open: boolean;
  user_ids?: string[];
}

/** The breakout rooms of a room. `message` tells of each change: `breakout-room-create` and the like. */
export class Breakouts {
  readonly #http: Http;
  readonly #path: string;

  /** @internal */
  constructor(http: Http, roomId: string) {
    this.#http = http;
    this.#path = `/rooms/${segment(roomId)}/breakout-rooms`;
  }

  /** In the order in which they were made; `assignedTo` is the one where we belong. */
  async list(): Promise<{ rooms: BreakoutRoom[]; assignedTo?: string }> {
    const found = await this.#http.call<{ breakout_rooms: Wire[]; assigned_to?: string }>('GET', this.#path);
    return { rooms: found.breakout_rooms.map(breakoutOf), ...(found.assigned_to === undefined ? {} : { assignedTo: found.assigned_to }) };
  }

  async create(plan: BreakoutPlan): Promise<BreakoutRoom> {
    const { name, id, maxParticipants, autoMoveBack, durationMinutes } = plan;
    const wire = { name, breakout_room_id: id, max_participants: maxParticipants, auto_move_back: autoMoveBack, duration_minutes: durationMinutes };
    return breakoutOf(await this.#http.call<Wire>('POST', this.#path, wire)); // what is undefined is not written
  }

  async assign(breakoutId: string, userId: string): Promise<void> {
    await this.#http.call('POST', `${this.#path}/${segment(breakoutId)}/assign/${segment(userId)}`);
  }

  /** He belongs in the main room again. */
  async moveBack(userId: string): Promise<void> {
    await this.#http.call('DELETE', `${this.#path}/assignments/${segment(userId)}`);
  }

  /** Spreads those who belong nowhere yet. */
  async autoAssign(strategy: 'even' | 'random' = 'even'): Promise<void> {
    await this.#http.call('POST', `${this.#path}/auto-assign`, { strategy });
  }

  /** Says something in all breakout rooms. */
  async broadcast(content: string): Promise<void> {
    await this.#http.call('POST', `${this.#path}/broadcast`, { content });
  }

  async close(breakoutId: string): Promise<void> {
    await this.#http.call('DELETE', `${this.#path}/${segment(breakoutId)}`);
  }
}

function breakoutOf(wire: Wire): BreakoutRoom {
  return {
    id: wire.breakout_room_id,
    roomId: wire.room_id,
    name: wire.name,
    open: wire.open,
    autoMoveBack: wire.auto_move_back,
    ...(wire.max_participants === undefined ? {} : { maxParticipants: wire.max_participants }),
    ...(wire.duration_minutes === undefined ? {} : { durationMinutes: wire.duration_minutes }),
    ...(wire.ends_at === undefined ? {} : { endsAt: wire.ends_at }),
    ...(wire.user_ids === undefined ? {} : { userIds: wire.user_ids }),
  };
}
