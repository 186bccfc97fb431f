import { dayKey, timeOfDay } from './text.js';

/** "Today, 10:00 to 11:30", "Mon 3 Mar, 10:00"; the reader's clock decides. */
export function plannedTime(start: string | undefined, end: string | undefined, now: Date): string {
  if (start === undefined) {
    return end === undefined ? '' : `until ${timeOfDay(new Date(end))}`;
  }
  const from = new Date(start);
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  const day =
    dayKey(from) === dayKey(now) ? 'Today'
    : dayKey(from) === dayKey(tomorrow) ? 'Tomorrow'
    : from.toLocaleDateString(undefined, { weekday: 'short', day: 'numeric', month: 'short' });
  const until = end === undefined ? '' : ` to ${timeOfDay(new Date(end))}`;
  return `${day}, ${timeOfDay(from)}${until}`;
}

/** What a field for a local date and time holds, as a moment; nothing if it is empty. */
export function momentOf(field: string): string | undefined {
  const at = new Date(field);
  return field === '' || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
