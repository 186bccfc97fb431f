/** The few parts of Node that the tests use; its full types are not needed. */
declare module 'node:test' {
  type Body = () => void | Promise<void>;
  export function test(name: string, body: Body): void;
  export function describe(name: string, body: () => void): void;
  export function after(body: Body): void;
  export function afterEach(body: Body): void;
}

declare module 'node:assert/strict' {
  interface Assert {
    (value: unknown, message?: string): asserts value;
    equal(actual: unknown, expected: unknown, message?: string): void;
    notEqual(actual: unknown, expected: unknown, message?: string): void;
    deepEqual(actual: unknown, expected: unknown, message?: string): void;
    rejects(promise: Promise<unknown>, expected: object): Promise<void>;
    throws(run: () => unknown, expected: object): void;
  }
  const assert: Assert;
  export default assert;
}

declare module 'node:http' {
  export interface Duplex {
    write(data: Uint8Array | string): void;
    end(): void;
    destroy(): void;
    on(event: 'data', listener: (chunk: Uint8Array) => void): void;
    on(event: 'close' | 'error', listener: () => void): void;
  }
  export interface IncomingMessage {
    method?: string;
    url?: string;
    headers: Record<string, string | undefined>;
    on(event: 'data', listener: (chunk: Uint8Array) => void): void;
    on(event: 'end', listener: () => void): void;
  }
  export interface ServerResponse {
    writeHead(status: number, headers?: Record<string, string>): ServerResponse;
    end(body?: string): void;
  }
  export interface Server {
    listen(port: number, host: string, ready: () => void): void;
    address(): { port: number };
    close(): void;
    closeAllConnections(): void;
    on(event: 'upgrade', listener: (request: IncomingMessage, socket: Duplex) => void): void;
  }
  export function createServer(listener: (request: IncomingMessage, response: ServerResponse) => void): Server;
}

declare module 'node:crypto' {
  export function createHash(name: string): { update(text: string | Uint8Array): { digest(encoding: string): string; digest(): Uint8Array } };
}

declare module 'node:timers' {
  export function setImmediate(run: () => void): void;
}

declare module 'node:fs' {
  export function readFileSync(path: string | URL, encoding: 'utf8'): string;
  export function readdirSync(path: string | URL): string[];
}
