import type { ConnectionStatus, Recovered } from '@holdline/client';
import { count, elapsed } from './text.js';

/** What the strip above the pictures says about the line. */
export type Banner =
  | { readonly kind: 'reconnecting'; readonly since: Date }
  | { readonly kind: 'recovered'; readonly text: string; readonly detail: string }
  | { readonly kind: 'truncated'; readonly text: string; readonly detail: string };

/** How long good news stays. */
export const RECOVERED_SHOWN_MS = 10_000;

/** The banner after the connection changed its state. News of a recovery outlives the state that brought it. */
export function afterState(banner: Banner | undefined, state: ConnectionStatus): Banner | undefined {
  switch (state.name) {
    case 'reconnecting':
      return banner?.kind === 'reconnecting' ? banner : { kind: 'reconnecting', since: state.since };
    case 'connected':
      return banner?.kind === 'reconnecting' ? undefined : banner;
    case 'connecting':
      return banner;
    case 'closed':
      return undefined;
  }
}

/** The banner after the server said what had been missed; `said` is how much of it was said in the chat, as far as it has come. */
export function afterRecovery(recovery: Recovered, said = 0): Banner {
  const away = elapsed(recovery.durationMs);
  if (recovery.truncated) {
    return { kind: 'truncated', text: lost(recovery), detail: `${why(recovery.reason)} You were away for ${away}.` };
  }
  return {
    kind: 'recovered',
    text: said === 0 ? 'You are back. Nothing was missed.' : `You are back. ${count(said, 'message')} recovered.`,
    detail: `The line was gone for ${away}.`,
  };
}

function lost({ missing }: Recovered): string {
  if (missing === undefined) {
    return 'You are back, but what happened meanwhile could not be recovered.';
  }
  const { fromSequence: from, toSequence: to } = missing;
  return from === to
    ? `You are back, but entry ${from} of the room’s log could not be recovered.`
    : `You are back, but entries ${from} to ${to} of the room’s log could not be recovered.`;
}

function why(reason: string | undefined): string {
  switch (reason) {
    case 'expired':
      return 'They are older than the server keeps.';
    case 'trimmed':
      return 'More happened than the server keeps.';
    case 'epoch-changed':
      return 'The room’s log was started anew.';
    case 'not-authorized':
      return 'You are no longer entitled to them.';
    default:
      return 'The server could not tell where you had left off.';
  }
}
