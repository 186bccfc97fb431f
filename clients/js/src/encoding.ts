import type { QualityAdvice } from './types.js';

const LINES: Readonly<Record<QualityAdvice['resolution'], number>> = { '1080p': 1080, '720p': 720, '480p': 480, '360p': 360 };

/**
 * Sends in that quality from now on: bitrate, pictures a second, and a smaller picture where the source is larger. A
 * `sharp` picture, such as a screen, keeps its size. Nothing happens before the first negotiation, which makes the encodings.
 */
export async function encode(sender: RTCRtpSender, advice: QualityAdvice, sharp: boolean): Promise<void> {
  const parameters = sender.getParameters();
  if (!sender.track || !parameters.encodings?.length) return;
  const isVideo = sender.track.kind === 'video';
  const kbps = isVideo ? advice.videoKbps : advice.audioKbps;
  for (const encoding of parameters.encodings) {
    if (kbps !== undefined) encoding.maxBitrate = kbps * 1_000;
    if (!isVideo) continue;
    if (advice.frameRate !== undefined) encoding.maxFramerate = advice.frameRate;
    encoding.scaleResolutionDownBy = sharp ? 1 : Math.max(1, (sender.track.getSettings().height ?? 0) / LINES[advice.resolution]);
  }
  await sender.setParameters(parameters);
}
