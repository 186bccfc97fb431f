import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { invitationLink, invitationOf, keepInvitation, takeInvitation } from '../../main/frontend/src/state/invitation.js';
import { problemInWords } from '../../main/frontend/src/state/problems.js';
import { moderates, outranks, rolesToGive } from '../../main/frontend/src/state/rank.js';
import { momentOf, plannedTime } from '../../main/frontend/src/state/schedule.js';
import { peopleMax, SETTING_GROUPS } from '../../main/frontend/src/state/settings.js';

describe('ranks', () => {
  test('one acts on those below, and gives no role above one’s own', () => {
    assert(outranks('host', 'moderator') && outranks('moderator', 'observer'));
    assert(!outranks('moderator', 'moderator') && !outranks('moderator', 'host') && !outranks('participant', 'observer'));
    assert.deepEqual(rolesToGive('moderator'), ['moderator', 'participant', 'observer']);
    assert(moderates('host') && !moderates('participant'));
  });
});

describe('settings', () => {
  test('twelve switches are named once each, the thirteenth is a number', () => {
    const names = SETTING_GROUPS.flatMap(({ switches }) => switches.map(({ name }) => name));
    assert.equal(new Set(names).size, 12);
    assert.deepEqual(['', ' 8 ', '0', '2.5', 'many', '10001'].map(peopleMax), [null, 8, undefined, undefined, undefined, undefined]);
  });
});

describe('an invitation', () => {
  test('stands behind the # of a room’s link, and outlives the way to sign-on once', () => {
    const link = invitationLink('https://h.example', 'standup', 'a_B-9');
    assert.equal(link, 'https://h.example/r/standup#invitation=a_B-9');
    assert.equal(invitationOf(new URL(link).hash), 'a_B-9');
    assert.equal(invitationOf('#invitation=<script>'), undefined);
    const kept = new Map<string, string>();
    const store = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) };
    keepInvitation('standup', 'a_B-9', store);
    assert.equal(takeInvitation('other', store), undefined);
    assert.equal(takeInvitation('standup', store), 'a_B-9');
    assert.equal(takeInvitation('standup', store), undefined);
  });
});

describe('a planned time', () => {
  const now = new Date(2026, 2, 2, 9, 0);
  const at = (day: number, hour: number) => new Date(2026, 2, day, hour, 30).toISOString();

  test('is said as people say it', () => {
    assert(/^Today, 10.30.* to 11.30/.test(plannedTime(at(2, 10), at(2, 11), now)));
    assert(/^Tomorrow, /.test(plannedTime(at(3, 10), undefined, now)));
    assert(/9/.test(plannedTime(at(9, 10), undefined, now)));
    assert.equal(plannedTime(undefined, undefined, now), '');
    assert.equal(momentOf(''), undefined);
    assert.equal(momentOf('2026-03-02T10:30'), new Date(2026, 2, 2, 10, 30).toISOString());
  });
});

describe('a refusal', () => {
  test('is said in words that help', () => {
    assert.equal(problemInWords({ code: 'rate_limit_exceeded', retryAfterMs: 4_200 }), 'That was too fast. Wait 5 seconds.');
    assert.equal(problemInWords({ code: 'waiting_room_rejected', details: { reason: 'Another time' } }), 'You were not let in: “Another time”');
    assert.equal(problemInWords({ code: 'room_locked' }), 'The room is locked: nobody new comes in right now.');
    assert.equal(problemInWords({ code: 'unheard_of', message: 'Said the server' }), 'Said the server');
    assert.equal(problemInWords({}), 'That did not work.');
  });
});
