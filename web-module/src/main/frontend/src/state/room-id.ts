/** The form that the server accepts too: see docs/protocol.md, section 1. */
const ALLOWED = /^[A-Za-z0-9_-]{1,100}$/;

/** What stands in the way of this being a room's name; nothing if it may be one. */
export function roomIdProblem(text: string): string | undefined {
  if (text.length === 0) {
    return 'Give the room a name.';
  }
  if (text.length > 100) {
    return `At most 100 characters; this has ${text.length}.`;
  }
  if (!ALLOWED.test(text)) {
    const foreign = [...text].find((c) => !/[A-Za-z0-9_-]/.test(c));
    return foreign === ' '
      ? 'No spaces: use a hyphen instead.'
      : `Letters, digits, hyphen and underscore only, not “${foreign}”.`;
  }
  return undefined;
}

/** The link that a colleague opens to come into the room. */
export function roomLink(origin: string, roomId: string): string {
  return `${origin}/r/${roomId}`;
}

/** The room that an address of this page names; the text is as it stands there, so it may be impossible. */
export function roomOfPath(path: string): string | undefined {
  const match = /^\/r\/([^/]*)\/?$/.exec(path);
  if (match?.[1] === undefined) {
    return undefined;
  }
  try {
    return decodeURIComponent(match[1]);
  } catch {
    return match[1];
  }
}

/** A whole link pasted into the name field means the room that it leads to. */
export function roomOfInput(text: string, origin: string): string {
  const trimmed = text.trim();
  if (trimmed.startsWith(`${origin}/r/`)) {
    return roomOfPath(new URL(trimmed).pathname) ?? trimmed;
  }
  return trimmed;
}

const FIRST = ['amber', 'brisk', 'calm', 'clear', 'early', 'fair', 'green', 'keen', 'north', 'quiet', 'steady', 'warm'];
const SECOND = ['anchor', 'bridge', 'cable', 'harbor', 'lamp', 'line', 'mast', 'meadow', 'pier', 'river', 'signal', 'tide'];

/** A name nobody else is likely to have, that can be said aloud. */
export function suggestRoomId(random: () => number = Math.random): string {
  const pick = (words: string[]) => words[Math.floor(random() * words.length)] ?? 'room';
  return `${pick(FIRST)}-${pick(SECOND)}-${Math.floor(random() * 9000 + 1000)}`;
}
