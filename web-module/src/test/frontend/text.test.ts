import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dayName, elapsed, initials, stretches } from '../../main/frontend/src/state/text.js';
import { roomIdProblem, roomOfInput, roomOfPath, suggestRoomId } from '../../main/frontend/src/state/room-id.js';

describe('links in messages', () => {
  test('an address becomes a link whose text is the address as written, without the full stop after it', () => {
    assert.deepEqual(stretches('see https://example.org/a?b=1. Now'), [
      { text: 'see ' },
      { text: 'https://example.org/a?b=1', href: 'https://example.org/a?b=1' },
      { text: '. Now' },
    ]);
  });

  test('nothing but http and https becomes a link', () => {
    for (const text of ['javascript:alert(1)', 'data:text/html,x', 'ftp://example.org', '<b>x</b>', 'https://']) {
      assert(stretches(text).every((part) => part.href === undefined), text);
    }
  });

  test('no character is lost or added', () => {
    const text = 'a https://x.example/(b), c http://y.example?\n"https://z.example"';
    assert.equal(stretches(text).map((part) => part.text).join(''), text);
  });
});

describe('words', () => {
  test('initials are of the first and last name', () => {
    assert.deepEqual(['Ada Lovelace', 'ada', '', 'Mary Ann Cotton', 'éva.nagy'].map(initials), ['AL', 'A', '?', 'MC', 'ÉN']);
  });

  test('spans are told in at most two units', () => {
    assert.deepEqual([0, 7_900, 60_000, 125_000, 3_600_000, 3_780_000].map(elapsed), ['0 s', '7 s', '1 min', '2 min 5 s', '1 h', '1 h 3 min']);
  });

  test('today and yesterday have their names', () => {
    const now = new Date('2026-03-01T00:30:00');
    assert.equal(dayName(new Date('2026-03-01T00:01:00'), now), 'Today');
    assert.equal(dayName(new Date('2026-02-28T23:59:00'), now), 'Yesterday');
  });
});

describe('a room name', () => {
  test('is what the server accepts, and the refusal says what is wrong', () => {
    for (const good of ['a', 'stand-up_2', 'x'.repeat(100), suggestRoomId()]) {
      assert.equal(roomIdProblem(good), undefined);
    }
    assert.equal(roomIdProblem('a b'), 'No spaces: use a hyphen instead.');
    assert.equal(roomIdProblem('büro'), 'Letters, digits, hyphen and underscore only, not “ü”.');
    assert.equal(roomIdProblem('x'.repeat(101)), 'At most 100 characters; this has 101.');
    assert(roomIdProblem('') !== undefined);
  });

  test('is read from a link, in the address or pasted', () => {
    assert.equal(roomOfPath('/r/standup'), 'standup');
    assert.equal(roomOfPath('/r/stand%20up'), 'stand up');
    assert.equal(roomOfPath('/r/%'), '%');
    assert.equal(roomOfPath('/'), undefined);
    assert.equal(roomOfInput(' https://h.example/r/standup ', 'https://h.example'), 'standup');
  });
});
