import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FileSource, ReceivedFile } from '@holdline/client';
import { standing, news, sizeInWords, unanswered } from '../../main/frontend/src/state/transfers.js';
import { enter, FakeRoom, settled, transfer } from './fake-room.js';

describe('a transfer in words', () => {
  test('says which way it goes, how fast, and how long it takes', () => {
    assert.equal(standing(transfer({ via: 'direct', bytesPerSecond: 4_200_000, secondsLeft: 75 }), 'Ada'), 'Directly · 4.2 MB/s · 1 min 15 s left');
    assert.equal(standing(transfer({ via: 'relay', bytesPerSecond: 950 }), 'Ada'), 'Through the server · 950 bytes/s');
    assert.equal(standing(transfer({}), 'Ada'), 'Looking for a way…');
  });

  test('says who holds it up, and what makes it go on', () => {
    const paused = (...pausedBy: string[]) => standing(transfer({ state: 'paused', pausedBy }), 'Ada');
    assert.equal(paused('receiver', 'sender'), 'Paused by you.');
    assert.equal(paused('sender'), 'Paused by Ada.');
    assert.equal(paused('system'), 'Goes on as soon as Ada is back.');
    assert.match(standing(transfer({ direction: 'out', needsFiles: true }), 'Ada'), /choose the same files again/);
    assert.match(standing(transfer({ direction: 'out', state: 'pending', via: 'relay', percent: 100 }), 'Ada'), /Kept at the server until Ada is back/);
  });

  test('says why it failed, with what can be done', () => {
    assert.match(standing(transfer({ state: 'failed', error: 'disk_full' }), 'Ada'), /Free some space/);
    assert.match(standing(transfer({ state: 'failed', error: 'something new' }), 'Ada'), /Send it again/);
  });

  test('says how little had to travel', () => {
    const done = transfer({ state: 'completed', sizeBytes: 40_000_000, sparedBytes: 39_800_000 });
    assert.match(standing(done, 'Ada'), /Only 200 kB had to travel/);
    assert.doesNotMatch(standing(transfer({ state: 'completed' }), 'Ada'), /Only/);
  });

  test('has sizes that fit', () => {
    const sizes = [1, 640, 999_600, 12_340_000, 9_999_999, 4_000_000_000].map(sizeInWords);
    assert.deepEqual(sizes, ['1 byte', '640 bytes', '1.0 MB', '12 MB', '10 MB', '4.0 GB']);
  });

  test('is said aloud when it begins to wait for us and when its state changes, not at each step', () => {
    const offer = transfer({ state: 'pending' });
    assert.match(news(offer, undefined, 'Ada') ?? '', /Ada wants to send you this/);
    assert.equal(news(transfer({ percent: 3 }), transfer({ percent: 2 }), 'Ada'), undefined);
    assert.match(news(transfer({ state: 'completed' }), transfer({}), 'Ada') ?? '', /plan.pdf: Arrived/);
    assert.equal(news(transfer({ state: 'completed' }), undefined, 'Ada'), undefined);
    assert.deepEqual(unanswered([offer, transfer(), transfer({ state: 'pending', elsewhere: true }), transfer({ state: 'pending', direction: 'out' })]), [offer]);
  });
});

describe('files of a call', () => {
  const plan: FileSource = { path: 'plan.pdf', size: 3, read: async () => new Uint8Array(3) };

  test('go to whom they were dropped on, or to everybody; where something of that name went before, only what changed is looked for', async () => {
    const room = new FakeRoom();
    const call = await enter(room);
    await call.transfers.offer(Promise.resolve([plan]), 'u_ada');
    room.files.stands(transfer({ direction: 'out', state: 'completed' }));
    await call.transfers.offer(Promise.resolve([plan]));
    await call.transfers.offer(Promise.resolve([]));
    assert.deepEqual(room.files.done, ['offer plan.pdf to u_ada fixed', 'offer plan.pdf to * content-defined']);
    assert.equal(call.store.state.panel, 'files');
  });

  test('that are refused or cannot be read are said, not thrown', async () => {
    const room = new FakeRoom();
    const call = await enter(room);
    room.files.refusal = { code: 'file_too_large' };
    await call.transfers.offer(Promise.resolve([plan]));
    assert.match(call.store.state.notice ?? '', /too large/);
    await call.transfers.offer(Promise.reject(new Error('The folder is gone')));
    assert.equal(call.store.state.notice, 'The folder is gone');
    await call.leave();
  });

  test('that are accepted use what has come before from the same person under the same name', async () => {
    const room = new FakeRoom();
    const call = await enter(room);
    const file: ReceivedFile = { path: 'plan.pdf', sizeBytes: 3, sha256: '', blob: async () => new Blob(['abc']) };
    room.files.arrived['t0'] = [file];
    room.files.arrived['t2'] = [file];
    room.files.stands(transfer({ id: 't0', state: 'completed' }));
    room.files.stands(transfer({ id: 't2', state: 'completed', senderId: 'u_bob' }));
    room.files.stands(transfer({ id: 't3', state: 'pending' }));
    await call.transfers.accept('t3');
    room.files.stands(transfer({ id: 't4', state: 'pending', filename: 'other.pdf' }));
    await call.transfers.accept('t4');
    assert.deepEqual(room.files.done, ['accept t3 with 1', 'accept t4 with 0']);
    await settled();
    assert.match(call.store.state.fileNews ?? '', /other.pdf: somebody wants/);
  });
});
