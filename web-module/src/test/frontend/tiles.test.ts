import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Participant } from '@holdline/client';
import { breakoutNames, NO_BREAKOUTS } from '../../main/frontend/src/state/breakouts.js';
import { Store } from '../../main/frontend/src/state/store.js';
import { bestGrid, spotlight, tilesOf, type Me } from '../../main/frontend/src/state/tiles.js';

const ME: Me = { sessionId: 's_me', userId: 'u_me', name: 'Mira', role: 'host', audio: true, video: false, sharing: false };

function person(name: string, more: Partial<Participant> = {}): Participant {
  return {
    sessionId: `s_${name}`,
    userId: `u_${name}`,
    username: name,
    role: 'participant',
    joinedAt: '2026-03-02T09:00:00Z',
    audioEnabled: true,
    videoEnabled: true,
    screenSharing: false,
    handRaised: false,
    isSpeaking: false,
    connectionState: 'active',
    connectionQuality: 'good',
    self: false,
    ...more,
  };
}

describe('tiles', () => {
  test('others stand in the order they came, the own picture last, and nobody twice', () => {
    const tiles = tilesOf(ME, [person('bo', { joinedAt: '2026-03-02T10:00:00Z' }), person('me', { self: true }), person('ada')]);
    assert.deepEqual(tiles.map((tile) => tile.sessionId), ['s_ada', 's_bo', 's_me']);
  });

  test('the own tile shows what this page does, not what the server last heard', () => {
    const own = tilesOf(ME, [person('me', { self: true, videoEnabled: true, role: 'moderator' })])[0];
    assert.equal(own?.video, false);
    assert.equal(own?.role, 'moderator');
  });

  test('say where those are who belong in a breakout room', () => {
    const blue = { id: 'b', roomId: 'standup--breakout-b', name: 'Blue', open: true, autoMoveBack: true };
    const names = breakoutNames({ ...NO_BREAKOUTS, rooms: [{ ...blue, userIds: ['u_bo'] }, { ...blue, id: 'c' }] });
    const tiles = tilesOf(ME, [person('bo'), person('ada')], names);
    assert.deepEqual(tiles.map((tile) => tile.breakout), ['Blue', undefined, undefined]);
  });

  test('whoever lost the line keeps the tile', () => {
    assert.equal(tilesOf(ME, [person('ada', { connectionState: 'suspended' })])[0]?.connection, 'suspended');
  });

  test('the screen of another takes the most room, the own never', () => {
    assert.equal(spotlight(tilesOf({ ...ME, sharing: true }, [person('ada')])), undefined);
    assert.equal(spotlight(tilesOf(ME, [person('ada', { screenSharing: true })]))?.sessionId, 's_ada');
  });
});

describe('the grid', () => {
  test('all tiles fit into the box, from one person to twenty', () => {
    for (const [width, height] of [[1200, 640], [850, 640], [351, 620]] as const) {
      for (let n = 1; n <= 20; n++) {
        const grid = bestGrid(n, width, height);
        const rows = Math.ceil(n / grid.columns);
        assert(grid.columns * grid.width + (grid.columns - 1) * 12 <= width, `${n} in ${width} wide`);
        assert(grid.width < 141 || width < 600 || rows * grid.height + (rows - 1) * 12 <= height, `${n} in ${height} high`);
      }
    }
  });

  test('a phone held upright shows two above each other and six in pairs', () => {
    assert.equal(bestGrid(2, 351, 620).columns, 1);
    assert.equal(bestGrid(6, 351, 620).columns, 2);
  });

  test('tiles never become too small to tell who it is; then the grid scrolls', () => {
    assert(bestGrid(40, 351, 620).width >= 140);
  });
});

describe('the store', () => {
  test('tells each change once, and nothing when nothing changed', () => {
    const store = new Store({ a: 1, b: 2 });
    const seen: number[] = [];
    const stop = store.watch(({ a }) => seen.push(a));
    store.set({ a: 1 });
    store.set({ a: 2 });
    stop();
    store.set({ a: 3 });
    assert.deepEqual(seen, [1, 2]);
  });
});
