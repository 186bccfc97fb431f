/** What this page sends: camera and microphone, and a screen in the camera's place while one is shared. */
export class LocalMedia {
  #camera: MediaStream | undefined;
  #screen: MediaStream | undefined;
  #audioOn: boolean;
  #videoOn: boolean;

  constructor(stream: MediaStream | undefined) {
    this.#camera = stream;
    this.#audioOn = stream?.getAudioTracks().some((track) => track.enabled) ?? false;
    this.#videoOn = stream?.getVideoTracks().some((track) => track.enabled) ?? false;
  }

  get audioOn(): boolean {
    return this.#audioOn;
  }

  get videoOn(): boolean {
    return this.#videoOn;
  }

  get screen(): MediaStream | undefined {
    return this.#screen;
  }

  /** The track that goes out as sound. */
  get audio(): MediaStreamTrack | null {
    return this.#camera?.getAudioTracks()[0] ?? null;
  }

  /** The track that goes out as picture. */
  get video(): MediaStreamTrack | null {
    return this.#screen?.getVideoTracks()[0] ?? this.#camera?.getVideoTracks()[0] ?? null;
  }

  setAudio(on: boolean): void {
    this.#audioOn = on;
    for (const track of this.#camera?.getAudioTracks() ?? []) track.enabled = on;
  }

  setVideo(on: boolean): void {
    this.#videoOn = on;
    for (const track of this.#camera?.getVideoTracks() ?? []) track.enabled = on;
  }

  /** Other devices; what is switched off stays off. */
  replace(stream: MediaStream): void {
    this.#camera = stream;
    this.setAudio(this.#audioOn);
    this.setVideo(this.#videoOn);
  }

  share(screen: MediaStream | undefined): void {
    this.#screen = screen;
  }
}
