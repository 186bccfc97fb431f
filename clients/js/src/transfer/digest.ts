import { Sha256 } from './sha256.js';

export const DIGEST_BYTES = 32;

/** SHA-256 of bytes that are at hand. */
export type Digest = (bytes: Uint8Array) => Promise<Uint8Array>;

/** So few bytes are done before the browser's own code has been asked. */
const FEW_BYTES = 8_192;

/** By the browser's own code where it offers it, which it does for pages of a secure origin. */
export const chunkDigest: Digest = async (bytes) => {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (!subtle || bytes.length <= FEW_BYTES) return new Sha256().update(bytes).digest();
  return new Uint8Array(await subtle.digest('SHA-256', bytes as BufferSource));
};

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** Throws for what is no base64. */
export function bytesOfBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
