import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TypingUser } from '../src/types.js';
import { Harness } from './harness.js';
import { participant } from './model-server.js';

const BOB = { user_id: 'u-bob', username: 'Bob', session_id: 's_bob', timestamp: '' };

/** A page that hears Bob. */
async function entered(): Promise<Harness> {
  const page = new Harness();
  await page.join();
  return page;
}

/** Bob says something in passing. */
async function passing(page: Harness, type: string, payload: object): Promise<void> {
  page.server.tell(page.server.sessions[0]!, { type, payload: { ...BOB, ...payload }, ...{ sender_id: 'u-bob' } });
  await page.clock.advance(0);
}

function said(page: Harness, type: string): Record<string, unknown>[] {
  return page.server.received.filter((message) => message.type === type).map((message) => message.payload);
}

describe('chat', () => {
  test('is answered, said to one alone, and known by its name when it is accepted', async () => {
    const page = await entered();
    page.room.sendChat('hi', { replyTo: 'm0', to: 'u-bob' });
    await page.clock.advance(0);
    assert.deepEqual(said(page, 'chat-message'), [{ content: 'hi', reply_to: 'm0', target_user_id: 'u-bob' }]);
    const sent = page.chats.at(-1)!;
    assert.deepEqual([sent.state, sent.messageId, sent.replyTo, sent.to], ['sent', 'm1', 'm0', 'u-bob']);
  });

  test('is changed and taken back, by us and by others', async () => {
    const page = await entered();
    const told: unknown[] = [];
    page.room.on('chat-edited', ({ messageId, userId, content }) => told.push([messageId, userId, content]));
    page.room.on('chat-deleted', ({ messageId, userId }) => told.push([messageId, userId]));
    const edit = page.room.editChat('m1', 'better');
    const deletion = page.room.deleteChat('m1');
    await page.clock.advance(0);
    assert.equal((await edit).sequence, 1);
    assert.equal((await deletion).sequence, 2);
    page.server.append('chat-edit', { ...BOB, message_id: 'm2', content: 'ho' }, 's_bob');
    page.server.append('chat-delete', { ...BOB, message_id: 'm2' }, 's_bob');
    await page.clock.advance(0);
    assert.deepEqual(told, [['m1', 'u-ada', 'better'], ['m1', 'u-ada'], ['m2', 'u-bob', 'ho'], ['m2', 'u-bob']]);
    assert.throws(() => page.room.editChat('m1', ''), { code: 'validation_error' });
  });

  test('that may not be changed any more says so', async () => {
    const page = await entered();
    page.server.refuse = (message) => (message.type === 'chat-edit' ? { code: 'edit_too_late' } : undefined);
    const edit = page.room.editChat('m1', 'late');
    await page.clock.advance(0);
    await assert.rejects(edit, { code: 'edit_too_late' });
  });

  test('is read up to a message', async () => {
    const page = await entered();
    const read: unknown[] = [];
    page.room.on('read', (receipt) => read.push(receipt));
    page.room.markRead('m7');
    await passing(page, 'read-receipt', { message_id: 'm8' });
    await passing(page, 'read-receipt', { message_id: 'm9', target_user_id: 'u-ada' });
    assert.deepEqual(said(page, 'read-receipt'), [{ message_id: 'm7' }]);
    assert.deepEqual(read, [{ userId: 'u-bob', messageId: 'm8' }, { userId: 'u-bob', messageId: 'm9', sharedWith: 'u-ada' }]);
  });
});

describe('typing', () => {
  test('is told when it begins, every three seconds while it goes on, and when it is given up', async () => {
    const page = await entered();
    for (let i = 0; i < 7; i++) {
      page.room.startTyping();
      await page.clock.advance(500);
    }
    assert.deepEqual(said(page, 'typing-indicator'), [{ is_typing: true }, { is_typing: true }]);
    page.room.stopTyping();
    page.room.stopTyping();
    page.room.startTyping('u-bob');
    await page.clock.advance(0);
    assert.deepEqual(said(page, 'typing-indicator').slice(2), [{ is_typing: false }, { is_typing: true, target_user_id: 'u-bob' }]);
  });

  test('of what was sent needs no end', async () => {
    const page = await entered();
    page.room.startTyping();
    page.room.sendChat('done');
    page.room.stopTyping();
    page.room.startTyping();
    await page.clock.advance(0);
    assert.deepEqual(said(page, 'typing-indicator'), [{ is_typing: true }, { is_typing: true }]);
  });

  test('of others is forgotten when they stop, say it, or are not heard of for six seconds', async () => {
    const page = await entered();
    const told: string[] = [];
    page.room.on('typing', (users: TypingUser[]) => told.push(users.map((user) => user.username + (user.toUs ? ' to us' : '')).join()));
    await passing(page, 'typing-indicator', { is_typing: true });
    await passing(page, 'typing-indicator', { is_typing: false });
    await passing(page, 'typing-indicator', { is_typing: true, target_user_id: 'u-ada' });
    page.server.say('here');
    await page.clock.advance(0);
    assert.deepEqual(told, ['Bob', '', 'Bob to us', '']);
    await passing(page, 'typing-indicator', { is_typing: true });
    await page.clock.advance(5_900);
    assert.equal(told.at(-1), 'Bob');
    await page.clock.advance(200);
    assert.equal(told.at(-1), '');
  });
});

describe('in passing', () => {
  test('reactions and backgrounds are told at once or not at all', async () => {
    const page = await entered();
    const seen: unknown[] = [];
    page.room.on('reaction', ({ userId, reaction }) => seen.push([userId, reaction]));
    page.room.react('heart');
    page.room.tellBackground({ background_type: 'blur', blur_intensity: 30 });
    await passing(page, 'reaction', { reaction_type: 'clap' });
    assert.deepEqual(seen, [['u-bob', 'clap']]);
    assert.deepEqual(said(page, 'virtual-background-update'), [{ background_type: 'blur', blur_intensity: 30 }]);
    page.reachable = false;
    page.socket.cut();
    page.room.react('laugh');
    page.reachable = true;
    await page.clock.advance(5_000);
    assert.deepEqual(said(page, 'reaction'), [{ reaction_type: 'heart' }]);
  });

  test('the advice of the server is told, what others send is not taken for it', async () => {
    const page = await entered();
    const advised: unknown[] = [];
    page.room.on('quality-advice', (advice) => advised.push(advice));
    await passing(page, 'quality-update', { video_resolution: '1080p' });
    const payload = { video_resolution: '480p', video_bitrate: 500, audio_bitrate: 48, frame_rate: 24, reason: 'fair', timestamp: '' };
    page.server.tell(page.server.sessions[0]!, { type: 'quality-update', payload });
    await page.clock.advance(0);
    assert.deepEqual(advised, [{ resolution: '480p', videoKbps: 500, audioKbps: 48, frameRate: 24, reason: 'fair' }]);
  });
});

describe('of others', () => {
  test('is asked that they switch off, one by one or all', async () => {
    const page = await entered();
    void page.room.moderation.mute('u-bob');
    void page.room.moderation.videoOff('u-bob');
    void page.room.moderation.endScreenShare('u-bob');
    const muted = page.room.moderation.muteAll();
    await page.clock.advance(0);
    assert.equal(await muted, 2);
    assert.deepEqual(said(page, 'media-control'), [
      { action: 'mute', media_type: 'audio', target_user_id: 'u-bob' },
      { action: 'video_off', media_type: 'video', target_user_id: 'u-bob' },
      { action: 'video_off', media_type: 'screen-share', target_user_id: 'u-bob' },
    ]);
  });

  test('a shared screen is seen, and of ourselves is told where we are', async () => {
    const page = await entered();
    page.server.append('user-joined', { user_id: 'u-bob', participant: participant('s_bob', 'u-bob', 'Bob') });
    page.server.append('screen-share-control', { ...BOB, action: 'start', quality: 'medium' }, 's_bob');
    await page.room.tellOfOurselves({ speaking: true, username: 'Countess' });
    await page.clock.advance(0);
    assert.deepEqual(page.room.participants.filter((entry) => entry.screenSharing).map((entry) => entry.username), ['Bob']);
    assert(page.server.asked.includes('POST /webrtc/rooms/standup/participants/u-ada/info'));
  });
});
