// What the benchmark does in each page.
const CAMERA = { audio: true, video: { width: 640, height: 360, frameRate: 30 } };
const KEEP_ALIVE_MS = 20_000;

const bench = (window.bench = {});

const FLASH_EVERY_SECONDS = 2;
const FLASH_SECONDS = 0.2;
const FLASHES_MAX = 1_000;

/** Every two seconds the picture is white while the sound beeps, by the clock of the sound. */
function flashes() {
  const context = new AudioContext();
  const sound = context.createMediaStreamDestination();
  const loudness = new GainNode(context, { gain: 0 });
  const tone = new OscillatorNode(context, { frequency: 1_000 });
  tone.connect(loudness).connect(sound);
  tone.start();
  for (let n = 1; n < FLASHES_MAX; n += 1) {
    loudness.gain.setValueAtTime(0.8, n * FLASH_EVERY_SECONDS);
    loudness.gain.setValueAtTime(0, n * FLASH_EVERY_SECONDS + FLASH_SECONDS);
  }
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
  const picture = canvas.getContext('2d');
  setInterval(() => {
    picture.fillStyle = context.currentTime % FLASH_EVERY_SECONDS < FLASH_SECONDS ? 'white' : '#303030';
    picture.fillRect(0, 0, canvas.width, canvas.height);
    picture.fillStyle = '#606060';
    picture.fillRect((context.currentTime * 100) % canvas.width, 170, 20, 20);
  }, 1_000 / 60);
  return new MediaStream([...canvas.captureStream(30).getTracks(), ...sound.stream.getTracks()]);
}

const SOURCES = {
  camera: () => navigator.mediaDevices.getUserMedia(CAMERA),
  picture: () => navigator.mediaDevices.getUserMedia({ video: CAMERA.video }),
  flashes,
};

/** A call of Holdline, as a page of it has one. */
bench.enter = async ({ server, roomId, token, source }) => {
  const sdk = await import('/sdk/index.js');
  const stream = await SOURCES[source]();
  bench.room = await sdk.joinRoom({ server, roomId, accessToken: () => token, media: { stream } });
};
bench.leave = () => bench.room.leave();

/** What is asked of Janus: each request has an answer, some after an acknowledgement. */
class Janus {
  #asked = new Map();
  #common = {};

  static async open(url) {
    const janus = new Janus();
    janus.socket = new WebSocket(url, 'janus-protocol');
    janus.socket.onmessage = ({ data }) => janus.#hear(JSON.parse(data));
    await new Promise((opened, failed) => Object.assign(janus.socket, { onopen: opened, onerror: failed }));
    janus.#common.session_id = (await janus.ask({ janus: 'create' })).data.id;
    janus.#common.handle_id = (await janus.ask({ janus: 'attach', plugin: 'janus.plugin.videoroom' })).data.id;
    setInterval(() => janus.ask({ janus: 'keepalive' }), KEEP_ALIVE_MS);
    return janus;
  }

  #hear(said) {
    const asked = this.#asked.get(said.transaction);
    if (!asked || (said.janus === 'ack' && asked.isMessage)) return;
    this.#asked.delete(said.transaction);
    const error = said.error ?? said.plugindata?.data?.error;
    if (error) asked.reject(new Error(JSON.stringify(error)));
    else asked.resolve(said);
  }

  ask(request) {
    const transaction = crypto.randomUUID();
    return new Promise((resolve, reject) => {
      this.#asked.set(transaction, { resolve, reject, isMessage: request.janus === 'message' });
      this.socket.send(JSON.stringify({ ...this.#common, ...request, transaction }));
    });
  }

  message(body, jsep) {
    return this.ask({ janus: 'message', body, ...(jsep ? { jsep } : {}) });
  }
}

/** Sends to a video room of Janus. */
bench.publish = async ({ url, room, display }) => {
  const stream = await navigator.mediaDevices.getUserMedia(CAMERA);
  bench.janus = await Janus.open(url);
  await bench.janus.message({ request: 'join', ptype: 'publisher', room, display });
  const pc = (bench.connection = new RTCPeerConnection());
  for (const track of stream.getTracks()) pc.addTransceiver(track, { direction: 'sendonly', streams: [stream] });
  await pc.setLocalDescription();
  while (pc.iceGatheringState !== 'complete') await new Promise((changed) => pc.addEventListener('icegatheringstatechange', changed, { once: true }));
  const { jsep } = await bench.janus.message({ request: 'publish' }, pc.localDescription.toJSON());
  await pc.setRemoteDescription(jsep);
  while (pc.connectionState !== 'connected') await new Promise((changed) => pc.addEventListener('connectionstatechange', changed, { once: true }));
};
bench.record = (how) => bench.janus.message({ request: 'configure', ...how });
