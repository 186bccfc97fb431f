import assert from 'node:assert/strict';
import net from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, test } from 'node:test';
import { Path } from '../proxy.mjs';

/** @type {net.Server[]} */
let servers;
/** @type {Path} */
let path;

/** Two servers that say who they are and then repeat what they hear. */
beforeEach(async () => {
  servers = [];
  for (const name of ['a', 'b']) {
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write(name);
      socket.pipe(socket);
    });
    servers.push(server);
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  }
  path = await new Path(() => servers.filter((server) => server.listening).map(addressOf), 0).open();
});

afterEach(async () => {
  await path.close();
  for (const server of servers) server.close();
});

/** @param {net.Server} server */
function addressOf(server) {
  const { port } = /** @type {net.AddressInfo} */ (server.address());
  return { host: '127.0.0.1', port };
}

async function connect() {
  const socket = net.connect(Number(path.address.split(':')[1]), '127.0.0.1');
  socket.setEncoding('utf8');
  socket.on('error', () => undefined);
  const [name] = await once(socket, 'data');
  return { socket, name };
}

/** @param {net.Socket} socket */
function closed(socket) {
  socket.on('error', () => undefined);
  return new Promise((resolve) => socket.once('close', resolve));
}

test('it carries bytes both ways', async () => {
  const { socket, name } = await connect();
  socket.write('hello');
  assert.equal(name, 'a');
  assert.deepEqual(await once(socket, 'data'), ['hello']);
  socket.destroy();
});

test('a cut ends connections, refuses new ones until it is healed, and leads to the other server', async () => {
  for (const reset of [true, false]) {
    const { socket, name } = await connect();
    const ended = closed(socket);
    path.cut({ reset });
    await ended;
    await closed(net.connect(Number(path.address.split(':')[1]), '127.0.0.1'));
    path.heal();
    const again = await connect();
    assert.notEqual(again.name, name);
    again.socket.destroy();
  }
});

test('a silent connection stays open and carries nothing, a new one is whole', async () => {
  const old = await connect();
  path.silence();
  old.socket.on('data', () => assert.fail('it carried something'));
  old.socket.on('close', () => assert.fail('it was closed'));
  old.socket.write('lost');
  const fresh = await connect();
  fresh.socket.write('heard');
  assert.deepEqual(await once(fresh.socket, 'data'), ['heard']);
  old.socket.removeAllListeners('close');
  old.socket.destroy();
  fresh.socket.destroy();
});

test('a server that refuses is passed over', async () => {
  const gone = addressOf(servers[0]);
  servers[0].close();
  const other = addressOf(servers[1]);
  const passing = await new Path(() => [gone, other], 0).open();
  const socket = net.connect(Number(passing.address.split(':')[1]), '127.0.0.1');
  const [name] = await once(socket, 'data');
  assert.equal(String(name), 'b');
  socket.destroy();
  await passing.close();
});
