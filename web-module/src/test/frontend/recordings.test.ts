import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OngoingRecording, Recording } from '@holdline/client';
import { isOver, lengthOf, recordingFacts, recordingWords } from '../../main/frontend/src/state/recordings.js';
import { AT, enter, FakeRoom, settled } from './fake-room.js';

const NOW: OngoingRecording = { id: 'r1', userId: 'u_ada', username: 'Ada', startedAt: AT, status: 'recording', quality: 'medium' };
const DONE: Recording = {
  id: 'r1', roomId: 'standup', userId: 'u_ada', username: 'Ada', format: 'webm', quality: 'medium', layout: 'composed', status: 'completed', createdAt: AT, seconds: 3_725, bytes: 12_340_000,
};

describe('a recording in words', () => {
  test('says by whom, and whether it is paused', () => {
    assert.equal(recordingWords(NOW, 'u_alan'), 'This room is being recorded. Ada started it.');
    assert.equal(recordingWords(NOW, 'u_ada'), 'This room is being recorded. You started it.');
    const paused: OngoingRecording = { ...NOW, status: 'paused', changedBy: { userId: 'u_alan', username: 'Alan' } };
    assert.equal(recordingWords(paused, 'u_ada'), 'Alan has paused the recording of this room.');
    assert.equal(recordingWords(paused, 'u_alan'), 'You have paused the recording of this room.');
    assert.equal(recordingWords({ ...NOW, status: 'paused' }, 'u_ada'), 'The recording of this room is paused.');
  });

  test('says how long and how large it is, and what became of it', () => {
    assert.deepEqual([0, 61, 3_725.4].map(lengthOf), ['0:00', '1:01', '1:02:05']);
    assert.equal(recordingFacts(DONE), 'WEBM 720p · 1:02:05 · 12 MB');
    assert.equal(recordingFacts({ ...DONE, status: 'failed', error: 'no_media', seconds: 0, bytes: 0 }), 'failed · (no media) · WEBM 720p · 0:00');
    assert(isOver(DONE) && !isOver({ ...DONE, status: 'processing' }));
  });
});

describe('the recordings of a room', () => {
  test('are read when they are shown, and again when something becomes of one', async () => {
    const room = new FakeRoom();
    const call = await enter(room);
    room.recorded = [DONE];
    room.tell('recording', NOW);
    assert.equal(call.store.state.recording?.id, 'r1');
    assert.deepEqual(call.store.state.recordings, []);
    call.show('recordings');
    await settled();
    assert.equal(call.store.state.recordings.length, 1);
    room.recorded = [];
    room.tell('message', { type: 'recording-completed', payload: {} } as never);
    await settled();
    assert.deepEqual(call.store.state.recordings, []);
  });
});
