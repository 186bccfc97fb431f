import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { breakoutFacts, followed, minutesOf, missedRoom, NO_BREAKOUTS } from '../../main/frontend/src/state/breakouts.js';
import { Glance } from '../../main/frontend/src/state/glance.js';
import { waitingWords } from '../../main/frontend/src/state/waiting.js';

describe('breakout rooms', () => {
  const blue = { id: 'b', roomId: 'standup--breakout-b', name: 'Blue', open: true, autoMoveBack: true };

  test('one goes where one is assigned, once, and is told of a room that one has left', () => {
    const sent = followed(NO_BREAKOUTS, { rooms: [blue], assignedTo: 'b' });
    assert.equal(sent.destination?.id, 'b');
    const back = { ...sent, destination: undefined };
    assert.equal(followed(back, { rooms: [blue], assignedTo: 'b' }).destination, undefined);
    assert.equal(missedRoom(back)?.id, 'b');
    assert.equal(followed(sent, { rooms: [blue] }).destination, undefined);
    const visiting = { ...NO_BREAKOUTS, rooms: [blue], destination: blue };
    assert.equal(followed(visiting, { rooms: [{ ...blue, open: false }] }).destination?.open, false);
    assert.equal(followed(visiting, { rooms: [] }).destination, undefined);
  });

  test('say how full they are', () => {
    assert.equal(breakoutFacts({ ...blue, userIds: ['x'], maxParticipants: 4 }), '1 of 4 people');
    assert.equal(breakoutFacts({ ...blue, open: false }), 'closed');
    assert.deepEqual(['', '10', '0', 'x'].map(minutesOf), [null, 10, undefined, undefined]);
  });
});

describe('the waiting page', () => {
  test('says why, where in the row and what happens next', () => {
    assert.equal(waitingWords({ reason: 'queue', position: 1 }).place, 'You are next.');
    assert.equal(waitingWords({ reason: 'queue', position: 2 }).place, 'One person came before you.');
    assert.equal(waitingWords({ reason: 'queue', position: 12 }).place, '11 people came before you.');
  });
});

describe('a glance', () => {
  test('is one at a time, and looks once more when it was asked for meanwhile', async () => {
    let asked = 0;
    const seen: number[] = [];
    const glance = new Glance(async () => ++asked, (found) => seen.push(found));
    await Promise.all([glance.look(), glance.look(), glance.look()]);
    assert.deepEqual(seen, [1, 2]);
  });
});
