import { asked, Pair } from './browsers.mjs';
import { measureMemory, measureUpload } from './relay.mjs';

const MB = 1_000_000;

/** @param {number[]} samples */
const median = (samples) => [...samples].sort((one, other) => one - other)[Math.floor(samples.length / 2)];

/** One large file from page to page, and the bare loop, in turns. */
async function direct({ server, quick }) {
  const bytes = (quick ? 100 : 500) * MB;
  const pair = await new Pair(server).open();
  const rounds = [];
  try {
    for (let round = 1; round <= (quick ? 1 : 3); round += 1) {
      const bareMs = await pair.bare(bytes);
      const sent = await pair.send({ file: { name: 'large.bin', bytes, seed: round } });
      await pair.discard(sent.id);
      rounds.push({ bareMs, ...sent });
    }
  } finally {
    await pair.close();
  }
  const speed = (ms) => bytes / MB / (ms / 1_000);
  const [bare, ours] = [median(rounds.map(({ bareMs }) => bareMs)), median(rounds.map(({ ms }) => ms))];
  return { bytes, rounds: rounds.length, bare: speed(bare), ours: speed(ours), share: bare / ours, preparedMs: median(rounds.map(({ preparedMs }) => preparedMs)), browser: pair.version };
}

/** Many small files, and one of the same size, in turns. */
async function small({ server, quick }) {
  const [count, bytes] = [quick ? 1_000 : 5_000, 4_096];
  const pair = await new Pair(server).open();
  const [one, many] = [[], []];
  try {
    for (let round = 1; round <= (quick ? 1 : 3); round += 1) {
      for (const [list, what] of [[one, { count: 1, bytes: count * bytes }], [many, { count, bytes }]]) {
        const sent = await pair.send({ small: { ...what, seed: round * 100_000 } });
        await pair.discard(sent.id);
        list.push(sent);
      }
    }
  } finally {
    await pair.close();
  }
  const of = (list, field) => median(list.map((sent) => sent[field]));
  const [oneMs, manyMs] = [of(one, 'ms'), of(many, 'ms')];
  return { count, bytes, oneMs, manyMs, ratio: manyMs / oneMs, onePreparedMs: of(one, 'preparedMs'), manyPreparedMs: of(many, 'preparedMs') };
}

/** What is sent twice when the direct path is lost for good at some moment, or either page is loaded anew. */
async function again({ server, quick }) {
  const bytes = (quick ? 40 : 100) * MB;
  const rows = [];
  for (const { name, percent, what, who } of [
    { name: 'direct path cut at the first chunk', percent: 0, what: 'cut', who: 'receiver' },
    { name: 'direct path cut at 50 %', percent: 50, what: 'cut', who: 'receiver' },
    { name: 'direct path cut at 99 %', percent: 99, what: 'cut', who: 'receiver' },
    { name: 'receiver loaded anew at 50 %', percent: 50, what: 'reload', who: 'receiver' },
    { name: 'sender loaded anew at 50 %', percent: 50, what: 'reload', who: 'sender' },
  ]) {
    const pair = await new Pair(server).open({ cuttable: true });
    try {
      process.stderr.write(`  ${name}\n`);
      rows.push({ name, bytes, ...(await interrupted(pair, { bytes, percent, what, who, seed: rows.length + 1 })) });
    } finally {
      await pair.close();
    }
  }
  return { bytes, rows };
}

async function interrupted(pair, { bytes, percent, what, who, seed }) {
  const page = pair[who];
  const { id } = await asked(pair.sender, (what) => window.bench.offer(what), { to: pair.to, file: { name: 'cut.bin', bytes, seed } });
  await pair.offered(id);
  await asked(page, (at) => (window.bench.at = at), { percent, what });
  const loaded = what === 'reload' ? page.waitForEvent('domcontentloaded') : undefined;
  const begun = performance.now();
  await asked(pair.receiver, (id) => void window.bench.files.accept(id), id);
  if (loaded) {
    await loaded;
    await pair.enter(page, who);
  }
  await pair.receiver.waitForFunction((id) => window.bench.state?.(id)?.state === 'completed', id);
  const ms = performance.now() - begun;
  const againBytes = Math.max(0, (await pair.sentBytes()) - bytes);
  return { ms, againBytes, share: againBytes / bytes };
}

/** A folder that is sent again after three of its files were changed. */
async function changed({ server }) {
  const folder = { count: 1_000, bytes: 20_000, seed: 1 };
  const pair = await new Pair(server).open();
  try {
    const first = await pair.send({ small: folder });
    const before = await pair.sentBytes();
    const second = await pair.send({ small: { ...folder, changed: 3 } }, first.id);
    const sentBytes = (await pair.sentBytes()) - before;
    return { ...folder, changed: 3, firstMs: first.ms, secondMs: second.ms, sentBytes, share: sentBytes / (folder.count * folder.bytes) };
  } finally {
    await pair.close();
  }
}

/** By the names that `--cases` knows. */
export const CASES = { direct, relay: measureUpload, memory: measureMemory, small, again, changed };
