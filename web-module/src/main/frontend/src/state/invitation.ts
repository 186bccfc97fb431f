import { roomLink } from './room-id.js';

const KEY = 'holdline.invitation';
const FRAGMENT = /^#invitation=([A-Za-z0-9_-]{1,200})$/;

/** The link that makes whoever opens it a member. The code stands behind the #, which no browser sends to a server. */
export function invitationLink(origin: string, roomId: string, code: string): string {
  return `${roomLink(origin, roomId)}#invitation=${code}`;
}

/** The code in the fragment of an address; nothing if there is none. */
export function invitationOf(fragment: string): string | undefined {
  return FRAGMENT.exec(fragment)?.[1];
}

/** Keeps a code over the way to sign-on and back. */
export function keepInvitation(roomId: string, code: string, store: Pick<Storage, 'setItem'> = sessionStorage): void {
  store.setItem(KEY, JSON.stringify({ roomId, code }));
}

/** The code kept for this room, once. */
export function takeInvitation(roomId: string, store: Pick<Storage, 'getItem' | 'removeItem'> = sessionStorage): string | undefined {
  const kept = JSON.parse(store.getItem(KEY) ?? 'null') as { roomId: string; code: string } | null;
  if (kept?.roomId !== roomId) {
    return undefined;
  }
  store.removeItem(KEY);
  return kept.code;
}
