import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { recordedAdvice } from '../src/encoding.js';
import type { WireParticipant } from '../src/protocol.js';
import type { OngoingRecording } from '../src/types.js';
import { FakePeerNet, fakeStream, fakeTrack } from './fake-peer-connection.js';
import { Harness } from './harness.js';

const RECORDER: WireParticipant = {
  session_id: 'a_rec', user_id: 'recorder:r1', username: 'Recording', role: 'observer', joined_at: '2026-11-21T09:00:00.000Z', audio_enabled: false, video_enabled: false,
  screen_sharing: false, hand_raised: false, is_speaking: false, connection_state: 'active', connection_quality: 'unknown', kind: 'recorder',
};
const STATE = { recording_id: 'r1', room_id: 'standup', user_id: 'u-bob', username: 'Bob', created_at: '2026-11-21T09:00:00.000Z', status: 'pending', quality: 'medium' };

/** A page with camera and microphone, in a room that somebody has recorded. */
async function recorded(): Promise<{ page: Harness; net: FakePeerNet; streams: string[] }> {
  const page = new Harness();
  const net = new FakePeerNet();
  const streams: string[] = [];
  await page.join({
    media: { stream: fakeStream([fakeTrack('audio'), fakeTrack('video')]) },
    platform: { ...page.platform, peers: net.make, mediaStream: fakeStream },
  });
  page.room.on('stream', ({ sessionId }) => streams.push(sessionId));
  page.server.append('recording-started', STATE);
  page.server.append('user-joined', { user_id: RECORDER.user_id, username: RECORDER.username, session_id: RECORDER.session_id, participant: RECORDER, timestamp: '' });
  await page.clock.advance(100);
  return { page, net, streams };
}

describe('a recorder in the room', () => {
  test('is called at once, whoever has the smaller name, and only sent to', async () => {
    const { page, net, streams } = await recorded();
    assert.equal(net.open.length, 1);
    assert.deepEqual(net.open[0]!.getTransceivers().map(({ direction }) => direction), ['sendonly', 'sendonly']);
    const offers = page.server.log.filter(({ type }) => type === 'offer');
    assert.equal(offers.length, 1);
    assert.equal(offers[0]!.payload['target_session_id'], 'a_rec');
    assert.deepEqual(streams, []);
  });

  test('is nobody among the people, and goes when it goes', async () => {
    const { page, net } = await recorded();
    assert(page.room.participants.every(({ userId }) => userId !== RECORDER.user_id));
    page.server.append('user-left', { user_id: RECORDER.user_id, username: RECORDER.username, reason: 'left', timestamp: '' });
    await page.clock.advance(100);
    assert.equal(net.open.length, 0);
  });

  test('that another one follows is called anew', async () => {
    const { page, net } = await recorded();
    page.server.append('user-left', { user_id: RECORDER.user_id, username: RECORDER.username, reason: 'left', timestamp: '' });
    page.server.append('user-joined', { user_id: RECORDER.user_id, username: RECORDER.username, session_id: 'z_rec', participant: { ...RECORDER, session_id: 'z_rec' }, timestamp: '' });
    await page.clock.advance(100);
    assert.equal(net.open.length, 1);
    assert.equal(page.server.log.filter(({ type }) => type === 'offer').at(-1)!.payload['target_session_id'], 'z_rec');
  });

  test('is sent no larger picture than it needs, and none that the line does not take', () => {
    assert.equal(recordedAdvice('medium', 1, undefined).resolution, '720p');
    assert.equal(recordedAdvice('medium', 2, undefined).resolution, '360p');
    assert.equal(recordedAdvice('high', 1, { resolution: '480p', videoKbps: 500 }).videoKbps, 500);
    assert.equal(recordedAdvice('low', 3, { resolution: '1080p', videoKbps: 2_500 }).resolution, '360p');
  });
});

describe('the recording of a room', () => {
  test('is told as it stands, over a reload too', async () => {
    const { page } = await recorded();
    const told: (OngoingRecording | undefined)[] = [];
    page.room.on('recording', (recording) => told.push(recording));
    assert.deepEqual(told.map((each) => [each?.username, each?.status]), [['Bob', 'pending']]);
    page.socket.onmessage!({ data: JSON.stringify({ type: 'recording-status', payload: { recording_id: 'r1', status: 'recording', duration: 1, file_size: 1, timestamp: '' } }) });
    assert.equal(page.room.recording?.status, 'recording');
    page.server.append('recording-paused', { ...STATE, status: 'paused' });
    await page.clock.advance(0);
    assert.equal(page.room.recording?.status, 'paused');
    page.vanish();
    const next = new Harness(page.server, page.storage, 2, page.clock);
    await next.join();
    assert.equal(next.room.recording?.id, 'r1');
    page.server.append('recording-stopped', { ...STATE, recording_id: 'r0', status: 'processing' });
    await page.clock.advance(0);
    assert.equal(next.room.recording?.id, 'r1', 'another one has ended');
    page.server.append('recording-stopped', { ...STATE, status: 'processing' });
    await page.clock.advance(0);
    assert.equal(next.room.recording, undefined);
  });
});
