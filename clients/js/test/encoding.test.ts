import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { encode } from '../src/encoding.js';
import type { QualityAdvice } from '../src/types.js';
import type { FakeParameters } from './fake-peer-connection.js';

const FAIR: QualityAdvice = { resolution: '480p', videoKbps: 500, audioKbps: 48, frameRate: 24, reason: 'fair' };

class FakeSender {
  sets = 0;

  constructor(
    readonly track: object | null,
    public parameters: FakeParameters = { encodings: [{}] },
  ) {}

  getParameters(): FakeParameters {
    return structuredClone(this.parameters);
  }

  async setParameters(parameters: FakeParameters): Promise<void> {
    this.parameters = parameters;
    this.sets += 1;
  }

  get as(): RTCRtpSender {
    return this as unknown as RTCRtpSender;
  }
}

const video = (height?: number): FakeSender => new FakeSender({ kind: 'video', getSettings: () => (height === undefined ? {} : { height }) });

describe('the encoding', () => {
  test('takes bitrate, pictures a second and size from the advice', async () => {
    const sender = video(1080);
    await encode(sender.as, FAIR, false);
    assert.deepEqual(sender.parameters.encodings, [{ maxBitrate: 500_000, maxFramerate: 24, scaleResolutionDownBy: 2.25 }]);
  });

  test('never makes a picture larger, and leaves a screen as sharp as it is', async () => {
    for (const [sender, sharp] of [[video(360), false], [video(), false], [video(2160), true]] as const) {
      await encode(sender.as, FAIR, sharp);
      assert.equal(sender.parameters.encodings[0]!.scaleResolutionDownBy, 1);
    }
  });

  test('of sound has a bitrate only', async () => {
    const sender = new FakeSender({ kind: 'audio' });
    await encode(sender.as, FAIR, false);
    assert.deepEqual(sender.parameters.encodings, [{ maxBitrate: 48_000 }]);
  });

  test('is left alone where nothing is sent or negotiated', async () => {
    for (const sender of [new FakeSender(null), new FakeSender({ kind: 'audio' }, { encodings: [] })]) {
      await encode(sender.as, FAIR, false);
      assert.equal(sender.sets, 0);
    }
  });

  test('keeps what the advice does not speak of', async () => {
    const sender = video(720);
    sender.parameters = { encodings: [{ maxBitrate: 1, maxFramerate: 2 }] };
    await encode(sender.as, { resolution: '360p' }, false);
    assert.deepEqual(sender.parameters.encodings, [{ maxBitrate: 1, maxFramerate: 2, scaleResolutionDownBy: 2 }]);
  });
});
