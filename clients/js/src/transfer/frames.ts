import { Problem } from '../problem.js';
import { CHUNK_MAX_BYTES } from './chunker.js';
import { DIGEST_BYTES } from './digest.js';

export const HEADER_BYTES = 68;
/** As much of a chunk as one message takes. */
export const PAYLOAD_MAX_BYTES = 65_536;

const VERSION = 1;
const DATA = 1;
const DEFLATED = 1;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * A piece of a chunk, or a whole one, on a data channel. Big-endian: version u8, type u8, flags u16, transfer 16 bytes,
 * file u32, chunk u32, offset in the chunk u32, length of the chunk u32, SHA-256 of the chunk, payload.
 */
export interface Frame {
  transferId: string;
  file: number;
  chunk: number;
  /** Where in the chunk the payload begins. */
  offset: number;
  chunkLength: number;
  digest: Uint8Array;
  /** The payload is the whole chunk in the form `deflate-raw`. */
  deflated: boolean;
  payload: Uint8Array;
}

/** Writes frames, all in the same place: memory for each anew costs more than all the rest. */
export class FrameWriter {
  readonly #bytes = new Uint8Array(HEADER_BYTES + PAYLOAD_MAX_BYTES);
  readonly #header = new DataView(this.#bytes.buffer);
  #transferId = '';

  /** Good until the next one is written. */
  write(frame: Frame): Uint8Array<ArrayBuffer> {
    const bytes = this.#bytes;
    const header = this.#header;
    header.setUint8(0, VERSION);
    header.setUint8(1, DATA);
    header.setUint16(2, frame.deflated ? DEFLATED : 0);
    if (frame.transferId !== this.#transferId) bytes.set(bytesOfId(frame.transferId), 4);
    this.#transferId = frame.transferId;
    header.setUint32(20, frame.file);
    header.setUint32(24, frame.chunk);
    header.setUint32(28, frame.offset);
    header.setUint32(32, frame.chunkLength);
    bytes.set(frame.digest, 36);
    bytes.set(frame.payload, HEADER_BYTES);
    return bytes.subarray(0, HEADER_BYTES + frame.payload.length);
  }
}

/** Reads a message; throws a {@link Problem} for what is no frame. The payload is a view of the message. */
export function decodeFrame(bytes: Uint8Array): Frame {
  if (bytes.length <= HEADER_BYTES) throw malformed('too short');
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const flags = header.getUint16(2);
  if (header.getUint8(0) !== VERSION || header.getUint8(1) !== DATA || flags > DEFLATED) throw malformed('unknown version, type or flag');
  const frame: Frame = {
    transferId: idOfBytes(bytes.subarray(4, 20)),
    file: header.getUint32(20),
    chunk: header.getUint32(24),
    offset: header.getUint32(28),
    chunkLength: header.getUint32(32),
    digest: bytes.subarray(36, 36 + DIGEST_BYTES),
    deflated: flags === DEFLATED,
    payload: bytes.subarray(HEADER_BYTES),
  };
  if (frame.payload.length > PAYLOAD_MAX_BYTES || frame.chunkLength > CHUNK_MAX_BYTES) throw malformed('too long');
  const fits = frame.deflated ? frame.offset === 0 : frame.offset + frame.payload.length <= frame.chunkLength;
  if (!fits) throw malformed('the payload is longer than its chunk');
  return frame;
}

function malformed(why: string): Problem {
  return new Problem('malformed_frame', `A message on the data channel is no frame: ${why}`);
}

function bytesOfId(id: string): Uint8Array {
  const hex = id.replaceAll('-', '');
  return Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16));
}

function idOfBytes(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += HEX[byte];
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
