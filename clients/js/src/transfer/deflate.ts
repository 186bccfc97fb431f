const PACKED = /^(text\/|application\/(json|xml|javascript|x-ndjson|yaml|x-yaml|sql|rtf|x-tar|wasm)|image\/(svg|bmp)|.*\+(xml|json)$)/;
const PACKED_NAME = /\.(txt|md|csv|tsv|log|json|xml|ya?ml|html?|css|[jt]s|svg|bmp|tar|sql|rtf|wav|java|py|c|h)$/i;
/** What is gained must be worth the work at the other end. */
const WORTH = 0.9;

/** Whether files of that type usually become smaller. */
export function isCompressible(type: string | undefined, path: string): boolean {
  return type === undefined ? PACKED_NAME.test(path) : PACKED.test(type) || PACKED_NAME.test(path);
}

/** The bytes in the form `deflate-raw`, or nothing when they do not become much smaller. */
export async function deflate(bytes: Uint8Array, maxBytes: number): Promise<Uint8Array | undefined> {
  const packed = await through(new CompressionStream('deflate-raw'), bytes, maxBytes);
  return packed && packed.length <= bytes.length * WORTH ? packed : undefined;
}

/** The bytes as they were; nothing for what is damaged or longer than that. */
export async function inflate(packed: Uint8Array, length: number): Promise<Uint8Array | undefined> {
  const bytes = await through(new DecompressionStream('deflate-raw'), packed, length).catch(() => undefined);
  return bytes?.length === length ? bytes : undefined;
}

/** Stops as soon as more comes out than is wanted. */
async function through(stream: CompressionStream | DecompressionStream, bytes: Uint8Array, maxBytes: number): Promise<Uint8Array | undefined> {
  const writer = stream.writable.getWriter();
  const written = writer.write(bytes as BufferSource).then(() => writer.close());
  written.catch(() => undefined); // the reader is told as well
  const reader = (stream.readable as ReadableStream<Uint8Array>).getReader();
  const out = new Uint8Array(maxBytes);
  let length = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    if (length + read.value.length > maxBytes) {
      await reader.cancel();
      return undefined;
    }
    out.set(read.value, length);
    length += read.value.length;
  }
  return out.slice(0, length);
}
