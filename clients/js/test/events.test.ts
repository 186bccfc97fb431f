import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Emitter } from '../src/events.js';
import { Signals } from '../src/signals.js';
import { VirtualClock } from './virtual-clock.js';

interface Told {
  said: number;
  state: string;
}

describe('events', () => {
  test('that come before their first listener are held for it, once', () => {
    const emitter = new Emitter<Told>(['state']);
    const first: number[] = [];
    const second: number[] = [];
    emitter.emit('said', 1);
    emitter.emit('said', 2);
    const stop = emitter.on('said', (event) => first.push(event));
    stop();
    emitter.on('said', (event) => second.push(event));
    emitter.emit('said', 3);
    assert.deepEqual([first, second], [[1, 2], [3]]);
  });

  test('are held up to a limit, the latest ones', () => {
    const emitter = new Emitter<Told>([]);
    const heard: number[] = [];
    for (let n = 1; n <= 600; n++) emitter.emit('said', n);
    emitter.on('said', (event) => heard.push(event));
    assert.deepEqual([heard.length, heard[0], heard.at(-1)], [500, 101, 600]);
  });

  test('with a current value tell it to each new listener', () => {
    const emitter = new Emitter<Told>(['state']);
    const heard: string[] = [];
    emitter.emit('state', 'a');
    emitter.emit('state', 'b');
    emitter.on('state', (event) => heard.push(`first ${event}`));
    emitter.on('state', (event) => heard.push(`second ${event}`));
    assert.deepEqual(heard, ['first b', 'second b']);
  });
});

describe('signaling that waits', () => {
  test('is worth nothing after thirty seconds, nor after its session is gone', async () => {
    const clock = new VirtualClock();
    const signals = new Signals(clock, 'x');
    signals.add('offer', {}, 's_1');
    await clock.advance(20_000);
    signals.add('offer', {}, 's_2');
    signals.add('offer', {}, 's_3');
    signals.forget('s_3');
    assert.deepEqual(signals.unsettled().map((envelope) => envelope.id), ['x-s1', 'x-s2']);
    await clock.advance(10_001);
    assert.deepEqual(signals.unsettled().map((envelope) => envelope.id), ['x-s2']);
    assert.equal(signals.settled('x-s2'), true);
    assert.equal(signals.settled('x-s2'), false);
  });
});
