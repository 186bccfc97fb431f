// What the benchmark does in each page. Loaded before anything else, so that it counts all that goes out.
const HEADER_BYTES = 68;
const PACE_BYTES = 1_048_576;
const BLOCK = 65_536;

const bench = (window.bench = { sentBytes: Number(sessionStorage.getItem('bench.sent') ?? 0), connections: [] });
addEventListener('pagehide', () => sessionStorage.setItem('bench.sent', String(bench.sentBytes)));

/** Payload that goes out, over data channels and to the server. */
const channelSend = RTCDataChannel.prototype.send;
RTCDataChannel.prototype.send = function (message) {
  if (typeof message !== 'string') bench.sentBytes += message.byteLength - HEADER_BYTES;
  return channelSend.call(this, message);
};
const plainFetch = window.fetch;
window.fetch = (url, options) => {
  if (options?.method === 'PUT' && /\/chunks\/\d+$/.test(String(url))) bench.sentBytes += options.body.byteLength;
  return plainFetch(url, options);
};

/** Leads what a peer connection sends over a line that the benchmark can cut. */
function led(configuration) {
  const made = new RTCPeerConnection(configuration);
  made.addIceCandidate = async (candidate) => {
    const words = candidate?.candidate?.split(' ') ?? [];
    if (words[2]?.toLowerCase() === 'tcp') return;
    if (words.length > 5) [words[4], words[5]] = ['127.0.0.1', await window.throughLine(Number(words[5]))];
    await RTCPeerConnection.prototype.addIceCandidate.call(made, { ...candidate, candidate: words.join(' ') });
  };
  made.setRemoteDescription = ({ type, sdp }) => RTCPeerConnection.prototype.setRemoteDescription.call(made, { type, sdp: sdp.replace(/^a=candidate:.*\r\n/gm, '') });
  return made;
}

bench.enter = async ({ server, roomId, token, cuttable }) => {
  bench.sdk = await import('/sdk/index.js');
  bench.room = await bench.sdk.joinRoom({ server, roomId, accessToken: () => token, ...(cuttable ? { peers: led } : {}) });
  bench.files = bench.room.files;
  for (const event of ['file-progress', 'file-changed']) bench.files.on(event, (transfer) => bench.told(transfer));
  return bench.room.session.userId;
};

bench.told = (transfer) => {
  if (!bench.at || transfer.state !== 'active' || transfer.bytes === 0 || transfer.percent < bench.at.percent) return;
  const { what } = bench.at;
  bench.at = undefined;
  if (what === 'reload') location.reload();
  else window.cutLine();
};

bench.state = (id) => bench.files?.get(id);

/** Random bytes, the same for the same seed, in blocks of which no two are alike. */
bench.blocks = (bytes, seed) => {
  const random = new Uint8Array(BLOCK);
  let state = seed + 1;
  for (let i = 0; i < BLOCK; i += 1) random[i] = (state = (state * 1_103_515_245 + 12_345) >>> 0) >>> 16;
  return Array.from({ length: Math.ceil(bytes / BLOCK) }, (_, number) => {
    const block = random.slice(0, Math.min(BLOCK, bytes - number * BLOCK));
    for (let i = 0; i < 8 && i < block.length; i += 1) block[i] ^= (number * 2_654_435_761 + seed) >>> (4 * i);
    return block;
  });
};

/** A file of the browser's own file system, which is on the disk and is found again after a reload. */
bench.onDisk = async (name, bytes, seed) => {
  const handle = await (await navigator.storage.getDirectory()).getFileHandle(name, { create: true });
  const writable = await handle.createWritable();
  const part = 64 * 1_048_576;
  for (let at = 0, n = 0; at < bytes; at += part, n += 1) for (const block of bench.blocks(Math.min(part, bytes - at), seed + 7 * n)) await writable.write(block);
  await writable.close();
  return [await bench.sdk.handleSource(handle)];
};

bench.small = ({ count, bytes, changed = 0, seed }) =>
  Array.from({ length: count }, (_, i) => new File(bench.blocks(bytes, seed + i * 13 + (i < changed ? 5 : 0)), `f${i}`)).map((file, i) => bench.sdk.blobSource(file, `folder/${i % 50}/f${i}`));

/** Offers and waits until everything is read and described; answers the transfer and how long that took. */
bench.offer = async ({ to, file, small, chunking }) => {
  const sources = file ? await bench.onDisk(file.name, file.bytes, file.seed) : bench.small(small);
  const begun = performance.now();
  const [{ id }] = await bench.files.offer(sources, { to, ...(chunking ? { chunking } : {}) });
  while (bench.state(id).prepared < 1) await new Promise((passed) => setTimeout(passed, 5));
  return { id, preparedMs: performance.now() - begun };
};

/** Accepts, and answers how long it took until everything was here and verified. */
bench.take = async ({ id, earlier }) => {
  const known = earlier ? await Promise.all(bench.files.received(earlier).map(async (file) => bench.sdk.blobSource(await file.blob(), file.path))) : [];
  const done = new Promise((resolve, reject) => {
    bench.files.on('file-complete', (transfer) => transfer.id === id && resolve());
    bench.files.on('file-ended', (transfer) => transfer.id === id && reject(new Error(transfer.error ?? transfer.state)));
  });
  const begun = performance.now();
  await bench.files.accept(id, { earlier: known });
  await done;
  return performance.now() - begun;
};

/** The bare loop: one data channel, messages of the same size, nothing else. */
bench.bareOffer = async () => {
  const pc = (bench.bare = new RTCPeerConnection());
  bench.channel = pc.createDataChannel('bare');
  await pc.setLocalDescription(await pc.createOffer());
  return bench.gathered(pc);
};
bench.bareAnswer = async (offer) => {
  const pc = (bench.bare = new RTCPeerConnection());
  bench.got = 0;
  pc.ondatachannel = ({ channel }) => {
    channel.binaryType = 'arraybuffer';
    channel.onmessage = ({ data }) => (bench.got += data.byteLength);
  };
  await pc.setRemoteDescription(offer);
  await pc.setLocalDescription();
  return bench.gathered(pc);
};
bench.gathered = async (pc) => {
  while (pc.iceGatheringState !== 'complete') await new Promise((passed) => pc.addEventListener('icegatheringstatechange', passed, { once: true }));
  return pc.localDescription.toJSON();
};
bench.bareSend = async ({ answer, bytes }) => {
  const { channel } = bench;
  await bench.bare.setRemoteDescription(answer);
  if (channel.readyState !== 'open') await new Promise((opened) => (channel.onopen = opened));
  const message = new Uint8Array(BLOCK + HEADER_BYTES);
  channel.bufferedAmountLowThreshold = PACE_BYTES / 4;
  for (let sent = 0; sent < bytes; sent += BLOCK) {
    if (channel.bufferedAmount > PACE_BYTES) await new Promise((drained) => (channel.onbufferedamountlow = drained));
    channelSend.call(channel, message);
  }
};
bench.bareEnd = () => bench.bare.close();
bench.bareGot = async (bytes) => {
  while (!(bench.got > 0)) await new Promise((passed) => setTimeout(passed, 1));
  const begun = performance.now();
  while (bench.got < bytes) await new Promise((passed) => setTimeout(passed, 1));
  return performance.now() - begun;
};
