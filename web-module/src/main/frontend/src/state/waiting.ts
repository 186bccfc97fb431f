import type { Pending } from '@holdline/client';

export interface WaitingWords {
  readonly title: string;
  readonly why: string;
  readonly place: string;
  readonly next: string;
}

/** What somebody who waits at a door reads: why, where in the row, and what happens next. */
export function waitingWords({ reason, position }: Pending): WaitingWords {
  const before = (position ?? 1) - 1;
  const place = before === 0 ? 'You are next.' : before === 1 ? 'One person came before you.' : `${before.toLocaleString()} people came before you.`;
  switch (reason as string) {
    case 'host-absent':
      return { title: 'The meeting has not begun', why: 'It begins when the host comes.', place: '', next: 'You come in by yourself then. There is nothing to do but to leave this page open.' };
    case 'approval':
      return { title: 'You are at the door', why: 'This room is for its members. Somebody inside decides whether you come in.', place, next: 'They see your name. You come in by yourself as soon as they let you in.' };
    case 'queue':
      return { title: 'One moment', why: 'Many are coming in right now.', place, next: 'You come in by yourself in a few seconds.' };
    default:
      return { title: 'You are in the waiting room', why: 'Somebody inside lets people in.', place, next: 'They see your name. You come in by yourself as soon as they let you in.' };
  }
}
