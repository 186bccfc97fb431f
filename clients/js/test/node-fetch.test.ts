import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { afterEach, describe, test } from 'node:test';
import { isNode, nodeFetch } from '../src/node-fetch.js';
import { sameBytes } from '../src/transfer/digest.js';
import { MIB, randomBytes } from './transfer/transfer-harness.js';

interface Got {
  length: string | undefined;
  type: string | undefined;
  bytes: Uint8Array;
}

const open: Server[] = [];

/** A server that answers after `enough` bytes with a number. */
async function serve({ status = 200, enough = Number.MAX_SAFE_INTEGER } = {}): Promise<{ url: string; got: Promise<Got> }> {
  let tell: (got: Got) => void;
  const got = new Promise<Got>((resolve) => (tell = resolve));
  const server = createServer((request, response) => {
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    let answered = false;
    const answer = (): void => {
      if (!answered) response.writeHead(status).end('{}');
      answered = true;
    };
    request.on('data', (piece) => {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes >= enough) answer();
    });
    request.on('end', async () => {
      const { 'content-length': length, 'content-type': type } = request.headers;
      tell({ length, type, bytes: new Uint8Array(await new Blob(pieces as BlobPart[]).arrayBuffer()) });
      answer();
    });
  });
  open.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { url: `http://127.0.0.1:${server.address().port}/`, got };
}

describe('the way of Node to a server', () => {
  afterEach(() => {
    for (const server of open.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  for (const size of [0, 1, MIB - 1, MIB, MIB + 1, 5 * MIB]) {
    test(`brings ${size} bytes, and says before how many they are`, async () => {
      const { url, got } = await serve();
      const all = randomBytes(size + 20);
      const body = all.subarray(10, size + 10);
      const answer = await nodeFetch(url, { method: 'PUT', body: body as BufferSource, headers: { 'Content-Type': 'application/octet-stream' } });
      assert.deepEqual(await answer.json(), {});
      const { length, type, bytes } = await got;
      assert.deepEqual([length, type], [String(size), 'application/octet-stream']);
      assert(sameBytes(bytes, body));
    });
  }

  test('tells what is refused before all is there', async () => {
    const { url } = await serve({ status: 413, enough: MIB });
    const answer = await nodeFetch(url, { method: 'PUT', body: randomBytes(8 * MIB) as BufferSource });
    assert.equal(answer.status, 413);
  });

  test('is given up in the middle', async () => {
    const { url } = await serve();
    const impatience = new AbortController();
    const answer = nodeFetch(url, { method: 'PUT', body: randomBytes(64 * MIB) as BufferSource, signal: impatience.signal });
    setTimeout(() => impatience.abort(), 5);
    await assert.rejects(answer, { name: 'AbortError' });
  });

  test('leaves all else as it is', async () => {
    assert(isNode());
    const { url, got } = await serve();
    assert.equal((await nodeFetch(url, { method: 'POST', body: '{"a":1}' })).status, 200);
    assert.equal((await got).length, '7');
    assert.equal((await nodeFetch(new Request(url))).status, 200);
  });
});
