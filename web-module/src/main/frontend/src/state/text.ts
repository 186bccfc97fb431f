/** How times, spans, names and links are put into words. */

/** Up to two letters to stand for a person whose camera is off. */
export function initials(name: string): string {
  const words = name.trim().split(/[\s._-]+/).filter((word) => word.length > 0);
  const first = words[0];
  if (first === undefined) {
    return '?';
  }
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  const letter = (word: string) => [...word][0]?.toLocaleUpperCase() ?? '';
  return letter(first) + (last === undefined ? '' : letter(last));
}

/** One of the page's avatar colours, the same for a person each time. */
export function hueOf(userId: string, hues = 8): number {
  let sum = 0;
  for (const c of userId) {
    sum = (sum * 31 + (c.codePointAt(0) ?? 0)) >>> 0;
  }
  return sum % hues;
}

/** "7 s", "2 min 5 s", "1 h 3 min". */
export function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    const rest = seconds % 60;
    return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
  }
  const rest = minutes % 60;
  const hours = Math.floor(minutes / 60);
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** "1 message", "3 messages". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString()} ${n === 1 ? one : many}`;
}

export function timeOfDay(at: Date): string {
  return at.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
}

/** Names the same for two moments of one day, as the reader's clock has it. */
export function dayKey(at: Date): string {
  return `${at.getFullYear()}-${at.getMonth() + 1}-${at.getDate()}`;
}

export function dayName(at: Date, now: Date): string {
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (dayKey(at) === dayKey(now)) {
    return 'Today';
  }
  if (dayKey(at) === dayKey(yesterday)) {
    return 'Yesterday';
  }
  const year = at.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const };
  return at.toLocaleDateString(undefined, { weekday: 'long', day: 'numeric', month: 'long', ...year });
}

/** A stretch of a message: plain, or with the address that it may link to. */
export interface Stretch {
  readonly text: string;
  readonly href?: string;
}

const ADDRESS = /https?:\/\/[^\s<>"'`{}|\\^]+/g;
const TRAILING = /[.,;:!?)\]]+$/;

/**
 * Splits a message at its web addresses. Only http and https become links; what is shown is always the text that was
 * written, so a link cannot pose as another.
 */
export function stretches(text: string): Stretch[] {
  const parts: Stretch[] = [];
  let done = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(TRAILING, '');
    if (!URL.canParse(address)) {
      continue;
    }
    if (match.index > done) {
      parts.push({ text: text.slice(done, match.index) });
    }
    parts.push({ text: address, href: new URL(address).href });
    done = match.index + address.length;
  }
  if (done < text.length) {
    parts.push({ text: text.slice(done) });
  }
  return parts;
}
