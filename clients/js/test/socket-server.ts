import { createHash } from 'node:crypto';
import { createServer, type Duplex, type IncomingMessage, type Server } from 'node:http';
import { ModelServer } from './model-server.js';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** The model server behind a real port: HTTP and as much of RFC 6455 as a client can tell. */
export class SocketServer {
  readonly model = new ModelServer();
  readonly sockets: Duplex[] = [];
  readonly protocols: (string | undefined)[] = [];
  #http: Server;

  constructor() {
    this.model.now = Date.now;
    this.model.tokenExpiresAt = new Date(Date.now() + 3_600_000).toISOString();
    this.#http = createServer((request, response) => {
      const path = new URL(request.url!, 'http://localhost').pathname;
      const answer = this.model.rest(request.method!, path, request.headers['authorization'] ?? '');
      response.writeHead(answer.status, { ...answer.headers, 'Content-Type': 'application/json' }).end(JSON.stringify(answer.body));
    });
    this.#http.on('upgrade', (request, socket) => this.#upgrade(request, socket));
  }

  open(): Promise<string> {
    return new Promise((resolve) => {
      this.#http.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${this.#http.address().port}`));
    });
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.#http.closeAllConnections();
    this.#http.close();
  }

  #upgrade(request: IncomingMessage, socket: Duplex): void {
    this.sockets.push(socket);
    this.protocols.push(request.headers['sec-websocket-protocol']);
    const accept = createHash('sha1').update(request.headers['sec-websocket-key'] + GUID).digest('base64');
    socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
        `Sec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Protocol: holdline.v1\r\n\r\n`,
    );
    const line = this.model.accept({
      send: (text) => socket.write(frame(1, new TextEncoder().encode(text))),
      close: (code, reason) => {
        socket.write(frame(8, new Uint8Array([code >> 8, code & 255, ...new TextEncoder().encode(reason)])));
        socket.end();
      },
    });
    let buffered = new Uint8Array(0);
    socket.on('data', (chunk) => {
      buffered = new Uint8Array([...buffered, ...chunk]);
      for (let read = unframe(buffered); read; read = unframe(buffered)) {
        buffered = buffered.slice(read.length);
        if (read.opcode === 1) line.frame(new TextDecoder().decode(read.data));
        if (read.opcode === 8) socket.end();
      }
    });
    socket.on('close', () => line.gone());
    socket.on('error', () => undefined);
  }
}

function frame(opcode: number, data: Uint8Array): Uint8Array {
  const length = data.length < 126 ? [data.length] : data.length < 65_536 ? [126, data.length >> 8, data.length & 255] : undefined;
  if (!length) throw new RangeError('too long for a test');
  return new Uint8Array([0x80 | opcode, ...length, ...data]);
}

function unframe(bytes: Uint8Array): { opcode: number; data: Uint8Array; length: number } | undefined {
  if (bytes.length < 6) return undefined;
  const short = bytes[1]! & 127;
  const head = short === 126 ? 4 : 2;
  const size = short === 126 ? (bytes[2]! << 8) | bytes[3]! : short;
  if (bytes.length < head + 4 + size) return undefined;
  const mask = bytes.slice(head, head + 4);
  const data = bytes.slice(head + 4, head + 4 + size).map((byte, index) => byte ^ mask[index % 4]!);
  return { opcode: bytes[0]! & 15, data, length: head + 4 + size };
}
