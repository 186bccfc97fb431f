import { type Http, segment } from './http.js';
import type { Role } from './protocol.js';
import type { Ack, Permissions, RoomSettings } from './types.js';
import type { MediaControl } from './wire.js';

/** What hosts and moderators do about a room and those in it. Each is refused with a problem to whoever may not. */
export class Moderation {
  readonly #http: Http;
  readonly #path: string;

  /** @internal */
  constructor(
    http: Http,
    roomId: string,
    readonly ask: (control: MediaControl) => Promise<Ack>,
  ) {
    this.#http = http;
    this.#path = `/rooms/${segment(roomId)}`;
  }

  /** Changes the settings that are named; answers all of them. */
  async set(change: Partial<RoomSettings>): Promise<RoomSettings> {
    return (await this.#post<{ settings: RoomSettings }>('/settings', change)).settings;
  }

  async setRole(userId: string, role: Role): Promise<void> {
    await this.#post(`/roles/${segment(userId)}?role=${role}`);
  }

  async permissions(userId: string): Promise<Permissions> {
    return (await this.#http.call<{ permissions: Permissions }>('GET', `${this.#path}/permissions/${segment(userId)}`)).permissions;
  }

  /** Changes the permissions that are named; answers all of them. */
  async setPermissions(userId: string, change: Partial<Permissions>): Promise<Permissions> {
    return (await this.#post<{ permissions: Permissions }>(`/permissions/${segment(userId)}`, change)).permissions;
  }

  async lowerHand(userId: string): Promise<void> {
    await this.#post(`/hand-raise/${segment(userId)}/lower`);
  }

  async lowerAllHands(): Promise<void> {
    await this.#post('/hand-raise/lower-all');
  }

  /** Ends his sessions; he cannot come back within a minute. */
  async kick(userId: string): Promise<void> {
    await this.#post(`/participants/${segment(userId)}/kick`);
  }

  /** Ends his sessions; he cannot come back. */
  async ban(userId: string): Promise<void> {
    await this.#post(`/participants/${segment(userId)}/ban`);
  }

  /** Who is kept out, by user id. */
  async bans(): Promise<string[]> {
    return (await this.#http.call<{ user_ids: string[] }>('GET', `${this.#path}/bans`)).user_ids;
  }

  /** He may come again. */
  async readmit(userId: string): Promise<void> {
    await this.#http.call('DELETE', `${this.#path}/bans/${segment(userId)}`);
  }

  /** Asks a user to mute his microphone. */
  mute(userId: string): Promise<Ack> {
    return this.ask({ action: 'mute', media_type: 'audio', target_user_id: userId });
  }

  /** Asks a user to switch his camera off. */
  videoOff(userId: string): Promise<Ack> {
    return this.ask({ action: 'video_off', media_type: 'video', target_user_id: userId });
  }

  /** Asks a user to end sharing his screen. */
  endScreenShare(userId: string): Promise<Ack> {
    return this.ask({ action: 'video_off', media_type: 'screen-share', target_user_id: userId });
  }

  /** Asks everybody below us to mute; answers how many were asked. */
  async muteAll(): Promise<number> {
    return (await this.#post<{ muted: number }>('/mute-all', {})).muted;
  }

  async #post<T>(path: string, body?: object): Promise<T> {
    return this.#http.call<T>('POST', this.#path + path, body);
  }
}
