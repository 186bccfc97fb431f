import { type Http, segment } from './http.js';
import type { WaitingUser } from './types.js';

/** Who waits at the door, and the answers of hosts and moderators. `message` tells of each change: `waiting-room-join` and the like. */
export class WaitingRoom {
  readonly #http: Http;
  readonly #path: string;

  /** @internal */
  constructor(http: Http, roomId: string) {
    this.#http = http;
    this.#path = `/rooms/${segment(roomId)}/waiting-room`;
  }

  /** In the order of coming. */
  async list(): Promise<WaitingUser[]> {
    const found = await this.#http.call<{ participants: { user_id: string; username: string; joined_at: string }[] }>('GET', this.#path);
    return found.participants.map(({ user_id: userId, username, joined_at: since }) => ({ userId, username, since }));
  }

  async admit(userId: string): Promise<void> {
    await this.#http.call('POST', `${this.#path}/${segment(userId)}/admit`);
  }

  /** Turns somebody away; he is told the reason. */
  async reject(userId: string, reason?: string): Promise<void> {
    await this.#http.call('POST', `${this.#path}/${segment(userId)}/reject`, reason === undefined ? {} : { reason });
  }

  async admitAll(): Promise<void> {
    await this.#http.call('POST', `${this.#path}/admit-all`);
  }

  async rejectAll(reason?: string): Promise<void> {
    await this.#http.call('POST', `${this.#path}/reject-all`, reason === undefined ? {} : { reason });
  }
}
