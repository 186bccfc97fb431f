import type { QualityAdvice, RecordingQuality } from './types.js';

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

const SMALLER: Readonly<Record<RecordingQuality, [alone: QualityAdvice, amongOthers: QualityAdvice]>> = {
  low: [layer('480p', 1_000), layer('360p', 500)],
  medium: [layer('720p', 1_500), layer('360p', 600)],
  high: [layer('1080p', 2_500), layer('720p', 1_500)],
  ultra: [layer('1080p', 2_500), layer('1080p', 2_500)],
};

function layer(resolution: QualityAdvice['resolution'], videoKbps: number): QualityAdvice {
  return { resolution, videoKbps, audioKbps: 64 };
}

/** How a recorder is sent our picture: no larger than what it makes of it, and no more than the line takes. */
export function recordedAdvice(quality: RecordingQuality, people: number, line: QualityAdvice | undefined): QualityAdvice {
  const wanted = SMALLER[quality][people > 1 ? 1 : 0];
  return line && LINES[line.resolution] < LINES[wanted.resolution] ? line : wanted;
}
