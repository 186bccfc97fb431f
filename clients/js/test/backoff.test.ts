import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Backoff } from '../src/backoff.js';
import { seeded } from './virtual-clock.js';

const CEILINGS = [100, 250, 500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000];

describe('backoff', () => {
  test('the first try comes nearly at once, later ones stay under a ceiling that doubles up to five seconds', () => {
    const backoff = new Backoff(() => 0.999_999);
    for (const ceiling of CEILINGS) {
      const delay = backoff.next();
      assert(delay <= ceiling && delay > ceiling * 0.99, `${delay} of ${ceiling}`);
    }
  });

  test('the jitter is full: it reaches from nothing to the ceiling, evenly', () => {
    const random = seeded(7);
    for (const [tries, ceiling] of CEILINGS.entries()) {
      const delays = Array.from({ length: 2_000 }, () => {
        const backoff = new Backoff(random);
        for (let n = 0; n < tries; n++) backoff.next();
        return backoff.next();
      });
      assert(delays.every((delay) => delay >= 0 && delay < ceiling));
      const mean = delays.reduce((sum, delay) => sum + delay, 0) / delays.length;
      assert(Math.abs(mean - ceiling / 2) < ceiling * 0.03, `mean ${mean} of ${ceiling}`);
    }
  });

  test('whom the server has told when to come comes within the second after that, however often he is told', () => {
    const backoff = new Backoff(seeded(7));
    const delays = Array.from({ length: 500 }, () => backoff.next(3_000));
    assert(delays.every((delay) => delay >= 3_000 && delay < 4_000));
    const mean = delays.reduce((sum, delay) => sum + delay, 0) / delays.length;
    assert(Math.abs(mean - 3_500) < 50, `mean ${mean}`);
  });

  test('the first twenty tries that were refused at once leave half a second, later ones double it half as fast', () => {
    const backoff = new Backoff(() => 1);
    backoff.next();
    const soon = Array.from({ length: 22 }, () => backoff.next(0, true));
    assert.deepEqual(soon, [250, 250, ...Array<number>(20).fill(500)]);
    const later = Array.from({ length: 5 }, () => backoff.next(0, true));
    assert.deepEqual(later, [500, 500, 1_000, 1_000, 2_000]);
    assert.equal(backoff.tries, 28);
  });

  test('tries that were answered double it, however many were refused before', () => {
    const backoff = new Backoff(() => 1);
    backoff.next();
    for (let n = 0; n < 4; n++) backoff.next(0, true);
    assert.deepEqual([backoff.next(), backoff.next(), backoff.next()], [500, 1_000, 2_000]);
  });

  test('after a server was reached for a moment half a second is the most', () => {
    const backoff = new Backoff(() => 1);
    for (let n = 0; n < 9; n++) backoff.next();
    backoff.ease();
    assert.equal(backoff.next(), 500);
  });

  test('after a reset it begins anew', () => {
    const backoff = new Backoff(() => 1);
    backoff.next();
    backoff.next();
    backoff.reset();
    assert.equal(backoff.next(), 100);
  });
});
