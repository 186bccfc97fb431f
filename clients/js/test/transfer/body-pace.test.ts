import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BodyPace } from '../../src/transfer/body-pace.js';
import { VirtualClock } from '../virtual-clock.js';
import { MIB } from './transfer-harness.js';

describe('the size of what goes to the server at a time', () => {
  test('grows while it is quick, shrinks when it is slow or fails, within its bounds', () => {
    const pace = new BodyPace(new VirtualClock());
    assert.equal(pace.bytes, 4 * MIB);
    for (const ms of [900, 10, 10]) pace.took(ms);
    assert.equal(pace.bytes, 16 * MIB);
    pace.took(2_000);
    assert.equal(pace.bytes, 16 * MIB);
    pace.took(4_001);
    assert.equal(pace.bytes, 8 * MIB);
    for (let i = 0; i < 20; i += 1) pace.slowDown();
    assert.equal(pace.bytes, 65_536);
  });

  test('is believed for a minute when it is large, and longer when it is small', async () => {
    const clock = new VirtualClock();
    const pace = new BodyPace(clock);
    for (const ms of [10, 10]) pace.took(ms);
    await clock.advance(59_000);
    assert.equal(pace.bytes, 16 * MIB);
    await clock.advance(2_000);
    assert.equal(pace.bytes, 4 * MIB);
    for (let i = 0; i < 4; i += 1) pace.slowDown();
    await clock.advance(120_000);
    assert.equal(pace.bytes, 262_144);
  });
});
