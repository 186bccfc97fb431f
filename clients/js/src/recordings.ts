import { type Http, queryOf, segment } from './http.js';
import type { WireRecording } from './protocol.js';
import type { RecordedFile, Recording, RecordingFormat, RecordingQuality } from './types.js';

const FETCH_LIMIT_MS = 60_000;

interface WireFile {
  name: string;
  kind: RecordedFile['kind'];
  type: string;
  size: number;
  sha256: string;
  duration_seconds?: number;
}

/** The recordings of a room. Each call is refused with a problem to whoever may not. `room.recording` is the one that is made now. */
export class Recordings {
  readonly #http: Http;
  readonly #room: string;

  /** @internal */
  constructor(http: Http, roomId: string) {
    this.#http = http;
    this.#room = `/rooms/${segment(roomId)}`;
  }

  /** Has the room recorded from now on; everybody is told. */
  async start(how: { format?: RecordingFormat; quality?: RecordingQuality; layout?: Recording['layout'] } = {}): Promise<Recording> {
    return recordingOf(await this.#http.call<WireRecording>('POST', `${this.#room}/recording/start`, how));
  }

  /** What is said until it is resumed leaves no trace. */
  pause(id: string): Promise<Recording> {
    return this.#move(id, 'pause');
  }

  resume(id: string): Promise<Recording> {
    return this.#move(id, 'resume');
  }

  /** Its files are there soon after. */
  stop(id: string): Promise<Recording> {
    return this.#move(id, 'stop');
  }

  /** Ends it, and nothing is kept. */
  cancel(id: string): Promise<Recording> {
    return this.#move(id, 'cancel');
  }

  /** The newest first: all of the room while we are in it. */
  async list(): Promise<Recording[]> {
    return (await this.#http.call<{ recordings: WireRecording[] }>('GET', `${this.#room}/recordings`)).recordings.map(recordingOf);
  }

  /** Those that we have started, in whatever room; the newest first. */
  async own(status?: Recording['status']): Promise<Recording[]> {
    return (await this.#http.call<{ recordings: WireRecording[] }>('GET', `/recordings${queryOf({ status })}`)).recordings.map(recordingOf);
  }

  /** What people want first comes first. */
  async files(id: string): Promise<RecordedFile[]> {
    const { files } = await this.#http.call<{ files: WireFile[] }>('GET', `/recordings/${segment(id)}/files`);
    return files.map(({ size, duration_seconds: seconds, ...file }) => ({ ...file, bytes: size, ...(seconds === undefined ? {} : { seconds }) }));
  }

  /** A small file, such as the thumbnail; for a film take a link. */
  fetch(id: string, name: string): Promise<Uint8Array> {
    return this.#http.bytes(`/recordings/${segment(id)}/files/${segment(name)}`, FETCH_LIMIT_MS);
  }

  /** An address at which whoever has it may fetch the file for a while; with `server` one of this server, which a page may play. */
  async link(id: string, name: string, via: 'store' | 'server' = 'store'): Promise<{ url: string; expiresAt: string }> {
    const path = `/recordings/${segment(id)}/files/${segment(name)}/link`;
    const made = await this.#http.call<{ url: string; expires_at: string }>('POST', path, { via });
    const url = made.url.startsWith('/') ? this.#http.base.replace(/\/webrtc$/, '') + made.url : made.url;
    return { url, expiresAt: made.expires_at };
  }

  /** Deletes one that is over, with all its files. */
  async remove(id: string): Promise<void> {
    await this.#http.call('DELETE', `/recordings/${segment(id)}`);
  }

  async #move(id: string, how: string): Promise<Recording> {
    return recordingOf(await this.#http.call<WireRecording>('POST', `/recordings/${segment(id)}/${how}`));
  }
}

function recordingOf(wire: WireRecording): Recording {
  return {
    id: wire.recording_id,
    roomId: wire.room_id,
    userId: wire.user_id,
    username: wire.username,
    format: wire.format,
    quality: wire.quality,
    layout: wire.layout,
    status: wire.status,
    createdAt: wire.created_at,
    seconds: wire.duration_seconds,
    bytes: wire.file_size_bytes,
    ...(wire.stop_reason === undefined ? {} : { stopReason: wire.stop_reason }),
    ...(wire.error === undefined ? {} : { error: wire.error }),
  };
}
