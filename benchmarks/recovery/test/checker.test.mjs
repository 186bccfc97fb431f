import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Checker } from '../checker.mjs';
import { randomOf } from '../statistics.mjs';

const ROOM = 'room';

/** 2 publishers, 3 subscribers, 200 messages, all of which all hear in order unless `spoil` changes it. */
function stream({ spoil = (/** @type {string[]} */ ids) => ids, outages = (/** @type {any} */ _) => {} } = {}) {
  const checker = new Checker();
  const subscribers = [0, 1, 2].map(() => checker.subscriber(ROOM));
  /** @type {string[]} */
  const ids = [];
  for (let i = 0; i < 200; i++) {
    const publisher = `p${i % 2}`;
    const id = `${publisher}-${1 + Math.floor(i / 2)}`;
    ids.push(id);
    checker.sent(ROOM, id, { publisher, number: 1 + Math.floor(i / 2), at: i * 10 });
    checker.accepted(ROOM, id, i * 10 + 1);
  }
  subscribers.forEach((subscriber, index) => {
    const heard = index === 1 ? spoil([...ids]) : ids;
    heard.forEach((id) => subscriber.received(id, ids.indexOf(id) * 10 + 2));
  });
  outages(subscribers[1]);
  return checker;
}

test('a whole stream is whole', () => {
  const checker = stream();
  const report = checker.report();
  assert.equal(checker.isComplete, true);
  assert.equal(report.accepted, 200);
  assert.equal(report.expected, 600);
  for (const wrong of /** @type {const} */ (['lost', 'missedAnnounced', 'doubled', 'outOfOrder', 'disagreements', 'unknown', 'reconnects'])) {
    assert.equal(report[wrong], 0, wrong);
  }
});

test('a lost, a doubled, a swapped message are found wherever they are', () => {
  const random = randomOf(7);
  for (let round = 0; round < 50; round++) {
    const at = Math.floor(random.between(0, 197));
    const without = stream({ spoil: (ids) => ids.toSpliced(at, 1) });
    assert.equal(without.report().lost, 1, `without ${at}`);
    assert.equal(without.isComplete, false);
    const twice = stream({ spoil: (ids) => ids.toSpliced(at + 1, 0, ids[at]) });
    assert.equal(twice.report().doubled, 1, `${at} twice`);
    const swapped = stream({ spoil: (ids) => ids.with(at, ids[at + 2]).with(at + 2, ids[at]) });
    assert.equal(swapped.report().outOfOrder, 1, `${at} swapped with the publisher's next`);
  }
});

test('two subscribers who hear two publishers in different order are found', () => {
  const report = stream({ spoil: (ids) => ids.with(80, ids[81]).with(81, ids[80]) }).report();
  assert.equal(report.outOfOrder, 0);
  assert.equal(report.disagreements, 1);
});

test('a message that nobody sent is found', () => {
  const report = stream({ spoil: (ids) => [...ids, 'p9-1'] }).report();
  assert.equal(report.unknown, 1);
});

test('what was never accepted need not arrive', () => {
  const checker = stream();
  checker.sent(ROOM, 'p0-101', { publisher: 'p0', number: 101, at: 3_000 });
  assert.equal(checker.isComplete, true);
  assert.equal(checker.report().unanswered, 1);
});

test('a loss in a reconnect that was called whole is a loss of that reconnect', () => {
  const report = stream({
    spoil: (ids) => ids.toSpliced(100, 3),
    outages: (subscriber) => {
      subscriber.cut(990);
      subscriber.noticed(995);
      subscriber.back(1_020);
      subscriber.returned(1_060, 'recovered');
    },
  }).report();
  assert.equal(report.lost, 3);
  assert.equal(report.lostWhileConnected, 0);
  assert.equal(report.reconnectsWithLoss, 1);
  assert.equal(report.calledRecovered, 1);
});

test('a loss that was announced is told apart, and excuses nothing elsewhere', () => {
  const report = stream({
    spoil: (ids) => ids.toSpliced(150, 1).toSpliced(20, 1),
    outages: (subscriber) => {
      subscriber.cut(1_490);
      subscriber.noticed(1_495);
      subscriber.back(1_520);
      subscriber.returned(1_560, 'anew');
    },
  }).report();
  assert.equal(report.missedAnnounced, 1);
  assert.equal(report.incompleteReconnects, 1);
  assert.equal(report.reconnectsWithLoss, 0);
  assert.equal(report.announced, 1);
  assert.equal(report.lost, 1);
  assert.equal(report.lostWhileConnected, 1);
});

test('recovery lasts from the whole line to the last missed message', () => {
  const checker = new Checker();
  const subscriber = checker.subscriber(ROOM);
  checker.sent(ROOM, 'p-1', { publisher: 'p', number: 1, at: 1_050 });
  checker.accepted(ROOM, 'p-1', 1_060);
  subscriber.cut(1_000);
  subscriber.noticed(1_001);
  subscriber.back(1_100);
  subscriber.returned(1_130, 'recovered');
  subscriber.received('p-1', 1_145);
  const report = checker.report();
  assert.equal(report.recovery.p50, 45);
  assert.equal(report.detection.p50, 1);
});

test('who does not come back is away, and what it misses is neither lost nor announced', () => {
  const checker = stream({ spoil: (ids) => ids.toSpliced(190, 10), outages: (subscriber) => subscriber.cut(1_900) });
  const report = checker.report();
  assert.equal(checker.isComplete, false);
  assert.deepEqual([report.away, report.missedAway, report.lost, report.missedAnnounced], [1, 10, 0, 0]);
});
