/** The few parts of a browser that a call touches, for tests in Node. Import before the code that needs them. */

export class FakeTrack extends EventTarget {
  enabled = true;
  readyState: 'live' | 'ended' = 'live';

  constructor(readonly kind: 'audio' | 'video') {
    super();
  }

  stop(): void {
    this.readyState = 'ended';
  }

  clone(): FakeTrack {
    return new FakeTrack(this.kind);
  }
}

export class FakeStream {
  readonly #tracks: FakeTrack[];

  constructor(tracks: FakeTrack[] = []) {
    this.#tracks = [...tracks];
  }

  getTracks(): FakeTrack[] {
    return [...this.#tracks];
  }

  getAudioTracks(): FakeTrack[] {
    return this.#tracks.filter((track) => track.kind === 'audio');
  }

  getVideoTracks(): FakeTrack[] {
    return this.#tracks.filter((track) => track.kind === 'video');
  }
}

/** What the next request for a device brings; an error is thrown. */
export const devices: { answer: (wanted: { audio?: unknown; video?: unknown }) => FakeStream | Error } = {
  answer: ({ audio, video }) =>
    new FakeStream([...(audio ? [new FakeTrack('audio')] : []), ...(video ? [new FakeTrack('video')] : [])]),
};

export function named(name: string): Error {
  return Object.assign(new Error(name), { name });
}

Object.assign(globalThis, { MediaStream: FakeStream, document: { hidden: false }, location: { origin: 'https://h.example' } });
Object.defineProperty(globalThis, 'navigator', {
  configurable: true,
  value: {
    mediaDevices: {
      getUserMedia: async (wanted: { audio?: unknown; video?: unknown }) => {
        const answer = devices.answer(wanted);
        if (answer instanceof Error) {
          throw answer;
        }
        return answer;
      },
    },
  },
});
