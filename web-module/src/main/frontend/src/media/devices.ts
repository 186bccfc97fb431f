/** What of microphone and camera could be had, and in words why the rest could not. */
export interface Captured {
  readonly stream: MediaStream;
  readonly problems: readonly string[];
}

export interface Wanted {
  readonly audio: boolean;
  readonly video: boolean;
  readonly microphone?: string | undefined;
  readonly camera?: string | undefined;
}

/**
 * Asks for microphone and camera together, so that the browser asks once; what cannot be had is left out. Never throws:
 * a room can be joined with neither.
 */
export async function capture(wanted: Wanted): Promise<Captured> {
  if (!wanted.audio && !wanted.video) {
    return { stream: new MediaStream(), problems: [] };
  }
  if (navigator.mediaDevices?.getUserMedia === undefined) {
    const problem = 'This page is not served over https, so the browser lends it neither camera nor microphone.';
    return { stream: new MediaStream(), problems: [problem] };
  }
  try {
    return { stream: await request(wanted), problems: [] };
  } catch (problem) {
    if (!wanted.audio || !wanted.video) {
      return { stream: new MediaStream(), problems: [inWords(problem, wanted.video ? 'camera' : 'microphone')] };
    }
  }
  const audio = await capture({ ...wanted, video: false });
  const video = await capture({ ...wanted, audio: false });
  return {
    stream: new MediaStream([...audio.stream.getTracks(), ...video.stream.getTracks()]),
    problems: [...audio.problems, ...video.problems],
  };
}

function request(wanted: Wanted): Promise<MediaStream> {
  const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, ...device(wanted.microphone) };
  const video = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 }, ...device(wanted.camera) };
  return navigator.mediaDevices.getUserMedia({ audio: wanted.audio && audio, video: wanted.video && video });
}

/** Preferred, not demanded: a device that was unplugged must not cost the call. */
function device(id: string | undefined): MediaTrackConstraints {
  return id === undefined || id === '' ? {} : { deviceId: { ideal: id } };
}

/** A browser's refusal as a person can act on it. */
export function inWords(problem: unknown, what: 'camera' | 'microphone'): string {
  switch (problem instanceof Error ? problem.name : '') {
    case 'NotAllowedError':
      return `The browser was told not to lend the ${what}. You can allow it beside the address.`;
    case 'NotFoundError':
    case 'OverconstrainedError':
      return `No ${what} was found.`;
    case 'NotReadableError':
    case 'AbortError':
      return `The ${what} is in use by another program.`;
    default:
      return `The ${what} could not be started.`;
  }
}

export interface Choices {
  readonly microphones: readonly MediaDeviceInfo[];
  readonly cameras: readonly MediaDeviceInfo[];
}

/** Devices have names only once the person has allowed one. */
export async function choices(): Promise<Choices> {
  const all = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
  const named = all.filter((device) => device.deviceId !== '');
  return {
    microphones: named.filter((device) => device.kind === 'audioinput'),
    cameras: named.filter((device) => device.kind === 'videoinput'),
  };
}

export function stop(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) {
    track.stop();
  }
}

/** Calls with the loudness of the microphone, 0 to 1, some thirty times a second; the answer ends it. */
export function meter(stream: MediaStream, show: (level: number) => void): () => void {
  if (stream.getAudioTracks().length === 0) {
    show(0);
    return () => undefined;
  }
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  const source = context.createMediaStreamSource(stream);
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    let sum = 0;
    for (const sample of samples) {
      sum += sample * sample;
    }
    show(Math.min(1, Math.sqrt(sum / samples.length) * 5));
  }, 33);
  return () => {
    clearInterval(timer);
    source.disconnect();
    void context.close();
  };
}
