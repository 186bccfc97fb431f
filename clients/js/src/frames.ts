import type { ClientEnvelope, ServerEnvelope } from './wire.js';

const FRAME_BYTES_MAX = 62 * 1024;
const ENVELOPES_MAX = 256;
const encoder = new TextEncoder();

/** Packs envelopes into as few frames as the limit of the wire allows, in their order. */
export function pack(envelopes: readonly ClientEnvelope[]): string[] {
  const frames: string[] = [];
  let parts: string[] = [];
  let bytes = 0;
  const finish = (): void => {
    if (parts.length > 0) frames.push(parts.length === 1 ? parts[0]! : `[${parts.join(',')}]`);
    parts = [];
    bytes = 0;
  };
  for (const envelope of envelopes) {
    const text = JSON.stringify(envelope);
    const size = encoder.encode(text).length + 1;
    if (bytes + size > FRAME_BYTES_MAX || parts.length === ENVELOPES_MAX) finish();
    parts.push(text);
    bytes += size;
  }
  finish();
  return frames;
}

/** Reads a frame; throws when it is not made of envelopes. */
export function unpack(frame: unknown): ServerEnvelope[] {
  if (typeof frame !== 'string') throw new TypeError('not a text frame');
  const read: unknown = JSON.parse(frame);
  const list: unknown[] = Array.isArray(read) ? read : [read];
  for (const envelope of list) {
    const { type, payload } = (envelope ?? {}) as { type?: unknown; payload?: unknown };
    if (typeof type !== 'string' || typeof payload !== 'object' || payload === null) {
      throw new TypeError('not an envelope');
    }
  }
  return list as ServerEnvelope[];
}
