import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { joinRoom } from '../src/index.js';
import type { Room } from '../src/room.js';
import type { RoomEvents } from '../src/types.js';
import { SocketServer } from './socket-server.js';

const open: SocketServer[] = [];

async function begin(): Promise<{ server: SocketServer; room: Room }> {
  const server = new SocketServer();
  open.push(server);
  const room = await joinRoom({ server: await server.open(), roomId: 'standup', accessToken: () => 'token', qualityIntervalMs: 0 });
  return { server, room };
}

/** The first event of that kind that fits. */
function until<K extends keyof RoomEvents>(room: Room, event: K, fits: (told: RoomEvents[K]) => boolean): Promise<RoomEvents[K]> {
  return new Promise((resolve) => {
    const stop = room.on(event, (told) => {
      if (!fits(told)) return;
      queueMicrotask(() => stop());
      resolve(told);
    });
  });
}

describe('over a real socket', () => {
  afterEach(() => open.splice(0).forEach((server) => server.close()));

  test('the first call of the README: join, hear, say, leave', async () => {
    const { server, room } = await begin();
    assert.deepEqual(server.protocols, ['holdline.v1']);
    const heard = until(room, 'chat', (chat) => !chat.own);
    server.model.say('hello \u{1f44b} '.repeat(50));
    assert.equal((await heard).content, 'hello \u{1f44b} '.repeat(50));
    const sent = until(room, 'chat', (chat) => chat.state === 'sent' && chat.own);
    const { id } = room.sendChat('hi');
    assert.equal((await sent).id, id);
    await room.leave();
    assert.equal(room.state.reason, 'left');
    assert.equal(server.model.sessions.length, 0);
  });

  test('a line that is cut is taken up again, and nothing is lost or doubled', async () => {
    const { server, room } = await begin();
    const heard: string[] = [];
    room.on('chat', (chat) => chat.own || heard.push(chat.content));
    for (let round = 0; round < 5; round++) {
      const back = until(room, 'recovered', () => true);
      server.model.say(`before ${round}`);
      server.sockets.at(-1)!.destroy();
      server.model.say(`while away ${round}`);
      await back;
      await room.send('chat-message', { content: `after ${round}` });
    }
    assert.deepEqual(heard, Array.from({ length: 5 }, (_, n) => [`before ${n}`, `while away ${n}`]).flat());
    const typed = server.model.log.map((message) => message.payload['content']).filter((content) => String(content).startsWith('after'));
    assert.deepEqual(typed, ['after 0', 'after 1', 'after 2', 'after 3', 'after 4']);
    assert.equal(server.model.sessions.length, 1);
    await room.leave();
  });

  test('a server that closes with a code is understood', async () => {
    const { server, room } = await begin();
    const closed = until(room, 'state', (state) => state.name === 'closed');
    server.model.sessions[0]!.line!.close(4001, 'superseded');
    assert.equal((await closed).reason, 'superseded');
  });
});
