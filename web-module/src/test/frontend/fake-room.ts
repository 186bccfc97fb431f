import { FakeStream, FakeTrack } from './browser.js';
import type { BreakoutRoom, Chat, JoinOptions, Participant, ReadReceipt, Room, RoomEvents, Rooms, WaitingUser } from '@holdline/client';
import { Call } from '../../main/frontend/src/call.js';

export const AT = '2026-03-02T09:00:00.000Z';

/** Stands in for the SDK: remembers what it was told to do and tells what a test makes happen. */
export class FakeRoom {
  session = { sessionId: 's_me', userId: 'u_me', username: 'Mira', role: 'participant' as Participant['role'] };
  readonly done: string[] = [];
  media: { audio: boolean; video: boolean; screen: MediaStream | undefined } = { audio: true, video: true, screen: undefined };
  forbidden: string[] = [];
  readonly waitingRoom = { list: async () => this.atDoor };
  atDoor: WaitingUser[] = [];
  readonly breakouts = { list: async () => this.split };
  split: { rooms: BreakoutRoom[]; assignedTo?: string } = { rooms: [] };
  receipts: ReadReceipt[] = [];
  history: Chat[] = [];
  historyFails = false;
  readonly #listeners: { [name: string]: ((told: never) => void)[] } = {};

  on(name: string, listener: (told: never) => void): () => void {
    (this.#listeners[name] ??= []).push(listener);
    return () => undefined;
  }

  tell<K extends keyof RoomEvents>(name: K, told: RoomEvents[K]): void {
    for (const listener of this.#listeners[name] ?? []) {
      listener(told as never);
    }
  }

  sendChat(text: string): void {
    this.done.push(`say ${text}`);
  }

  async readReceipts(): Promise<ReadReceipt[]> {
    return this.receipts;
  }

  markRead(messageId: string): void {
    this.done.push(`read ${messageId}`);
  }

  setAudio(on: boolean): void {
    this.done.push(`audio ${on}`);
    this.switched({ audio: on });
  }

  setVideo(on: boolean): void {
    this.done.push(`video ${on}`);
    this.switched({ video: on });
  }

  shareScreen(screen: MediaStream | null): void {
    this.done.push(`screen ${screen !== null}`);
    this.switched({ screen: screen ?? undefined });
  }

  may(permission: string): boolean {
    return !this.forbidden.includes(permission);
  }

  get mayUnmute(): boolean {
    return this.may('can_speak');
  }

  /** Something of ours is on or off now, by ourselves or because the room wants it so. */
  switched(change: Partial<FakeRoom['media']>): void {
    this.media = { ...this.media, ...change };
    this.tell('participants', []);
  }

  replaceStream(stream: FakeStream): void {
    this.done.push(`send ${stream.getTracks().map((track) => track.kind).join('+')}`);
  }

  async chatHistory(): Promise<{ messages: Chat[] }> {
    if (this.historyFails) {
      throw new Error('503');
    }
    return { messages: this.history };
  }

  async leave(): Promise<void> {
    this.tell('state', { name: 'closed', since: new Date(), reason: 'left' });
  }
}

export function said(sequence: number, own = false): Chat {
  const userId = own ? 'u_me' : 'u_ada';
  return { id: `m${sequence}`, userId, username: userId, content: 'x', timestamp: AT, sequence, epoch: 'e', own, state: 'sent' };
}

/** Lets all answers that are due arrive. */
export const settled = () => new Promise((resolve) => setTimeout(resolve));

export async function enter(room: FakeRoom, tracks: FakeTrack[] = [new FakeTrack('audio'), new FakeTrack('video')]): Promise<Call> {
  const join = async (options: JoinOptions): Promise<Room> => {
    room.done.push(`join ${options.roomId}`);
    return room as unknown as Room;
  };
  const stream = new FakeStream(tracks) as unknown as MediaStream;
  const call = await Call.enter(join, { roomId: 'standup', rooms: {} as Rooms, accessToken: () => 't', stream, audio: true, video: tracks.length > 1 });
  await settled();
  return call;
}
