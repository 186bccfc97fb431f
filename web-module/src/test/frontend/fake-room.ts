import { FakeStream, FakeTrack } from './browser.js';
import type {
  AcceptOptions, BreakoutRoom, Chat, FileSource, FileTransfer, JoinOptions, OfferOptions, Participant, ReadReceipt, ReceivedFile, Recording, Room, RoomEvents, Rooms, WaitingUser,
} from '@holdline/client';
import { Call } from '../../main/frontend/src/call.js';

export const AT = '2026-03-02T09:00:00.000Z';

/** The files of the room, as a test says that they stand. */
export class FakeFiles {
  readonly done: string[] = [];
  transfers: FileTransfer[] = [];
  arrived: Record<string, ReceivedFile[]> = {};
  refusal: object | undefined;
  readonly #listeners: ((transfer: FileTransfer) => void)[] = [];

  on(event: string, listener: (transfer: FileTransfer) => void): void {
    if (event === 'file-changed') {
      this.#listeners.push(listener);
    }
  }

  list(): FileTransfer[] {
    return [...this.transfers];
  }

  /** A transfer is new, or stands otherwise. */
  stands(transfer: FileTransfer): void {
    this.transfers = [...this.transfers.filter(({ id }) => id !== transfer.id), transfer];
    this.#listeners.forEach((listener) => listener(transfer));
  }

  async offer(sources: FileSource[], { to, chunking }: OfferOptions): Promise<FileTransfer[]> {
    if (this.refusal) {
      throw this.refusal;
    }
    this.done.push(`offer ${sources.map(({ path }) => path).join()} to ${String(to)} ${chunking}`);
    return [];
  }

  async accept(id: string, { earlier = [] }: AcceptOptions): Promise<void> {
    this.done.push(`accept ${id} with ${earlier.length}`);
  }

  received(id: string): ReceivedFile[] {
    return this.arrived[id] ?? [];
  }
}

export function transfer(more: Partial<FileTransfer> = {}): FileTransfer {
  const plain: FileTransfer = {
    id: 't1', direction: 'in', senderId: 'u_ada', receiverId: 'u_me', filename: 'plan.pdf', fileCount: 1, sizeBytes: 2_000_000, state: 'active',
    pausedBy: [], prepared: 1, needsFiles: false, elsewhere: false, bytes: 0, sparedBytes: 0, percent: 0,
  };
  return { ...plain, ...more };
}

/** Stands in for the SDK: remembers what it was told to do and tells what a test makes happen. */
export class FakeRoom {
  session = { sessionId: 's_me', userId: 'u_me', username: 'Mira', role: 'participant' as Participant['role'] };
  readonly done: string[] = [];
  media: { audio: boolean; video: boolean; screen: MediaStream | undefined } = { audio: true, video: true, screen: undefined };
  forbidden: string[] = [];
  readonly waitingRoom = { list: async () => this.atDoor };
  atDoor: WaitingUser[] = [];
  readonly recordings = { list: async () => this.recorded };
  recorded: Recording[] = [];
  readonly breakouts = { list: async () => this.split };
  split: { rooms: BreakoutRoom[]; assignedTo?: string } = { rooms: [] };
  readonly files = new FakeFiles();
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
