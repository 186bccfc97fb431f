import { CHUNK_BYTES, CHUNK_MAX_BYTES, type Chunking, type Cut } from './chunker.js';
import { isCompressible } from './deflate.js';
import type { FileSource } from './source.js';

/** From here on a broken chunk costs little beside the whole, and their number costs more. */
const MANY_BYTES = 134_217_728;

/** How files that are offered are cut. What compresses is not cut larger: a compressed chunk has to fit into one message. */
export function cutFor(chunking: Chunking, sources: readonly FileSource[]): Cut {
  const bytes = sources.reduce((sum, { size, type, path }) => sum + (isCompressible(type, path) ? 0 : size), 0);
  return { chunking, chunkBytes: chunking === 'fixed' && bytes >= MANY_BYTES ? CHUNK_MAX_BYTES : CHUNK_BYTES };
}
