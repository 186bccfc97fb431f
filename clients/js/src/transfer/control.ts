/** What both sides of a data path say to each other beside the data, as JSON on a channel of its own. */
export type Control =
  /** The sender can send: tell me what you hold. */
  | { type: 'open'; transfer: string }
  /** The receiver holds these chunks, wants the rest, and takes so many bytes ahead of what it acknowledged. */
  | { type: 'ready'; transfer: string; have: string; window: number }
  /** These chunks are on the receiver's disk; those are wanted once more. */
  | { type: 'ack'; transfer: string; received: string; again?: string; window: number }
  /** The sender does not send these here: the server holds them, to be fetched there. */
  | { type: 'stored'; transfer: string; chunks: string }
  /** The receiver has everything, and has verified it. */
  | { type: 'done'; transfer: string }
  /** The receiver takes nothing more on this path. */
  | { type: 'stop'; transfer: string };

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TEXT_MAX = 65_536;

/** Reads a message; nothing for what is none, or of a kind that this version does not know. */
export function readControl(text: unknown): Control | undefined {
  if (typeof text !== 'string' || text.length > TEXT_MAX) return undefined;
  let told: Record<string, unknown>;
  try {
    told = Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    return undefined;
  }
  if (typeof told['transfer'] !== 'string' || !ID.test(told['transfer'])) return undefined;
  return isSound(told) ? (told as unknown as Control) : undefined;
}

function isSound(told: Record<string, unknown>): boolean {
  const isWindow = Number.isSafeInteger(told['window']) && Number(told['window']) >= 0;
  switch (told['type']) {
    case 'open':
    case 'done':
    case 'stop':
      return true;
    case 'stored':
      return typeof told['chunks'] === 'string';
    case 'ready':
      return typeof told['have'] === 'string' && isWindow;
    case 'ack':
      return typeof told['received'] === 'string' && isWindow && ['string', 'undefined'].includes(typeof told['again']);
    default:
      return false;
  }
}
