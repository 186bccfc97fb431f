import type { Participant } from '@holdline/client';

export type Role = Participant['role'];

const RANKS: Readonly<Record<Role, number>> = { host: 3, moderator: 2, participant: 1, observer: 0 };

/** The roles, highest first, as people call them. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = { host: 'Host', moderator: 'Moderator', participant: 'Participant', observer: 'Observer' };

/** Whether this role looks after the room. */
export function moderates(role: string): boolean {
  return role === 'host' || role === 'moderator';
}

/** Whether one may act on the other; the server has the last word. */
export function outranks(actor: Role, other: Role): boolean {
  return moderates(actor) && RANKS[actor] > RANKS[other];
}

/** What somebody may make others: no more than he is. */
export function rolesToGive(actor: Role): Role[] {
  return (Object.keys(RANKS) as Role[]).filter((role) => RANKS[role] <= RANKS[actor]);
}
