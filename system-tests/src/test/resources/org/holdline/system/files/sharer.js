// What the tests of files do in a page: it speaks with the SDK that the server serves, under the server's own policy for pages.
const BLOCK = 65_536;
/** Nobody is there. */
const WRONG = { iceServers: [{ urls: ['turn:127.0.0.1:9', 'turn:127.0.0.1:9?transport=tcp'], username: 'nobody', credential: 'nothing' }] };
const TURN = { WITH_WRONG_TURN: WRONG, ONLY_BY_WRONG_TURN: { ...WRONG, iceTransportPolicy: 'relay' } };

const sharer = (window.sharer = {
  /** Enters a room; `peers`: which peer connections may be made. */
  async enter({ server, roomId, token, peers: allowed }) {
    const sdk = await import('/sdk/index.js');
    sharer.sdk = sdk;
    const peers = (configuration) => {
      const made = new RTCPeerConnection({ ...configuration, ...TURN[allowed] });
      sharer.lead(made);
      return made;
    };
    sharer.room = await sdk.joinRoom({ server, roomId, accessToken: () => token, peers: allowed === 'NONE' ? false : peers });
    sharer.files = sharer.room.files;
    sharer.heard = [];
    sharer.ways = [];
    sharer.problems = [];
    for (const event of ['file-offer', 'file-changed', 'file-progress', 'file-complete', 'file-ended']) {
      sharer.files.on(event, (transfer) => sharer.note(event, transfer));
    }
    sharer.room.on('error', ({ code, message }) => sharer.problems.push(`${code}: ${message}`));
    return sharer.room.session.userId;
  },

  note(event, transfer) {
    if (event !== 'file-progress') sharer.heard.push(`${event} ${transfer.state}`);
    if (transfer.via !== undefined && sharer.ways.at(-1) !== transfer.via) sharer.ways.push(transfer.via);
    if (sharer.at && transfer.percent >= sharer.at.percent && transfer.state === 'active') {
      const { act } = sharer.at;
      sharer.at = undefined;
      act();
    }
  },

  /** Leads what it sends to the other side over a line that the test can cut. */
  lead(made) {
    made.addIceCandidate = async (candidate) => {
      const words = candidate?.candidate?.split(' ') ?? [];
      if (words[2]?.toLowerCase() === 'tcp') return;
      if (words.length > 5) [words[4], words[5]] = ['127.0.0.1', await window.throughLine(Number(words[5]))];
      await RTCPeerConnection.prototype.addIceCandidate.call(made, { ...candidate?.toJSON?.(), ...candidate, candidate: words.join(' ') });
    };
    made.setRemoteDescription = ({ type, sdp }) =>
      RTCPeerConnection.prototype.setRemoteDescription.call(made, { type, sdp: sdp.replace(/^a=candidate:.*\r\n/gm, '') });
  },

  /** Does something as soon as so much of a transfer is over. */
  atPercent(percent, what) {
    const acts = {
      reload: () => location.reload(),
      pause: () => sharer.files.pause(sharer.files.list().at(-1).id),
      'cut the line': () => window.cutLine(),
    };
    sharer.at = { percent, act: acts[what] };
  },

  /** Bytes that are others in each block, and the same for the same seed. */
  content(bytes, seed) {
    const blocks = [];
    for (let at = 0, number = 1; at < bytes; at += BLOCK, number += 1) {
      const block = new Uint32Array(BLOCK / 4);
      let state = (seed * 2_654_435_761 + number * 40_503) >>> 0 || 1;
      for (let i = 0; i < block.length; i += 1) {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        block[i] = state;
      }
      blocks.push(new Uint8Array(block.buffer, 0, Math.min(BLOCK, bytes - at)));
    }
    return blocks;
  },

  file({ path, bytes, seed }) {
    return sharer.sdk.blobSource(new File(sharer.content(bytes, seed), path.split('/').at(-1)), path);
  },

  /** A file of the browser's own file system: a page that was loaded anew finds it again, as one that was dropped. */
  async fileWithHandle({ path, bytes, seed }) {
    const handle = await (await navigator.storage.getDirectory()).getFileHandle(path, { create: true });
    const writable = await handle.createWritable();
    for (const block of sharer.content(bytes, seed)) await writable.write(block);
    await writable.close();
    return sharer.sdk.handleSource(handle);
  },

  async offer({ files, to, kept }) {
    const sources = [];
    for (const file of files) sources.push(kept ? await sharer.fileWithHandle(file) : sharer.file(file));
    const [made] = await sharer.files.offer(sources, { to });
    return made.id;
  },

  provide({ id, files }) {
    return sharer.files.provide(id, files.map(sharer.file)).then(
      () => 'taken',
      ({ code }) => code,
    );
  },

  state(id) {
    return sharer.files?.get(id);
  },

  /** Compares what arrived with what was sent, byte for byte; answers the first difference. */
  async difference({ id, files }) {
    const received = sharer.files.received(id);
    if (received.map(({ path }) => path).join() !== files.map(({ path }) => path).join()) return `paths: ${received.map(({ path }) => path)}`;
    for (const [i, file] of files.entries()) {
      const [there, expected] = [await received[i].blob(), new Blob(sharer.content(file.bytes, file.seed))];
      if (there.size !== expected.size) return `${file.path} has ${there.size} bytes`;
      const [one, other] = await Promise.all([there, expected].map(async (blob) => new Uint8Array(await blob.arrayBuffer())));
      const at = one.findIndex((byte, place) => byte !== other[place]);
      if (at >= 0) return `${file.path} differs at ${at}`;
    }
    return '';
  },

  /** Names of what lies in the browser's own file system, where transfers are put. */
  async onDisk() {
    const names = [];
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('holdline-transfers', { create: true });
    for await (const name of folder.keys()) names.push(name);
    return names;
  },
});
