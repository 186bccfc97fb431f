import type { BreakoutRoom } from '@holdline/client';
import { count, timeOfDay } from './text.js';

/** What a page knows of the breakout rooms of its room. */
export interface Breakouts {
  readonly rooms: readonly BreakoutRoom[];
  /** The one where we belong. */
  readonly assignedTo: string | undefined;
  /** The one to which we have gone, or are going. */
  readonly destination: BreakoutRoom | undefined;
}

export const NO_BREAKOUTS: Breakouts = { rooms: [], assignedTo: undefined, destination: undefined };

/** Whoever is assigned goes there, once: who has come back by himself stays until he is assigned anew. */
export function followed(before: Breakouts, now: { rooms: readonly BreakoutRoom[]; assignedTo?: string }): Breakouts {
  const { rooms, assignedTo } = now;
  const find = (id: string | undefined) => rooms.find((room) => room.id === id);
  const moved = assignedTo !== before.assignedTo;
  return { rooms, assignedTo, destination: moved ? find(assignedTo) : find(before.destination?.id) };
}

/** Where we belong and are not. */
export function missedRoom({ rooms, assignedTo, destination }: Breakouts): BreakoutRoom | undefined {
  return destination === undefined ? rooms.find((room) => room.id === assignedTo && room.open) : undefined;
}

/** In which breakout room each user belongs, as far as one is told: hosts and moderators are. */
export function breakoutNames({ rooms }: Breakouts): Map<string, string> {
  return new Map(rooms.flatMap((room) => (room.userIds ?? []).map((userId) => [userId, room.name] as const)));
}

/** "2 of 4 people · until 10:45". */
export function breakoutFacts(room: BreakoutRoom): string {
  const people = room.userIds?.length;
  const heads = people === undefined ? '' : room.maxParticipants === undefined ? count(people, 'person', 'people') : `${people} of ${room.maxParticipants} people`;
  const until = room.endsAt === undefined ? '' : `until ${timeOfDay(new Date(room.endsAt))}`;
  return [heads, until, room.open ? '' : 'closed'].filter((fact) => fact !== '').join(' · ');
}

/** The number of minutes in a field; nothing where there is none, `undefined` where it is no such number. */
export function minutesOf(text: string): number | null | undefined {
  if (text.trim() === '') {
    return null;
  }
  const minutes = Number(text);
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= 1_440 ? minutes : undefined;
}
