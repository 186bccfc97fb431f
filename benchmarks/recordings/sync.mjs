import { pause } from '../recovery/systems/program.mjs';
import { timed } from './process.mjs';
import { Room } from './room.mjs';

/** Louder than what lies between two beeps; of full scale. */
const BEEP_DB = -35;
const WINDOW = 480;
const SAMPLES_A_SECOND = 48_000;
/** Flashes come every two seconds: what is farther away belongs to another. */
const APART_MAX_SECONDS = 0.9;

/** Records a page that flashes and beeps at the same moments; how far apart the two are in the files. */
export async function measureSync({ server, directory, seconds }, how) {
  const room = await Room.open({ server, directory }, (number) => (number === 0 ? 'flashes' : 'picture'));
  try {
    await room.start(how);
    await pause(seconds * 1_000);
    await room.stop();
    return { ...how, seconds, chromium: room.senders.version, ...apartIn(await onsetsOf(await room.files())) };
  } finally {
    await room.close();
  }
}

/** Whichever pictures become brightest flash; only one page sends sound. All files are on one timeline. */
async function onsetsOf(files) {
  const pictures = await Promise.all(files.filter(({ fps }) => fps).map(({ file }) => brightness(file)));
  const sounds = await Promise.all(files.filter(({ streams }) => /opus|aac/.test(streams)).map(({ file }) => loudness(file)));
  const [flashing] = pictures.sort((one, other) => contrast(other) - contrast(one));
  return { flashes: onsets(flashing, flashing.middle + contrast(flashing) / 2), beeps: sounds.flatMap((sound) => onsets(sound, BEEP_DB)) };
}

function contrast({ middle, most }) {
  return most - middle;
}

async function brightness(file) {
  const { said } = await timed('ffmpeg', '-v', 'error', '-copyts', '-i', file, '-map', '0:v', '-vf', 'scale=64:36,signalstats,metadata=print:key=lavfi.signalstats.YAVG:file=-', '-f', 'null', '-');
  const moments = valuesOf(said);
  const values = moments.map(({ value }) => value).sort((one, other) => one - other);
  return Object.assign(moments, { middle: values[Math.floor(values.length / 2)], most: values.at(-1) });
}

async function loudness(file) {
  const filter = `aresample=${SAMPLES_A_SECOND}:async=1:first_pts=0,asetnsamples=${WINDOW},astats=metadata=1:reset=1,ametadata=print:key=lavfi.astats.Overall.RMS_level:file=-`;
  const { said } = await timed('ffmpeg', '-v', 'error', '-copyts', '-i', file, '-map', '0:a', '-af', filter, '-f', 'null', '-');
  return valuesOf(said);
}

function valuesOf(said) {
  return [...said.matchAll(/pts_time:([\d.]+)\s+lavfi\.\S+=(\S+)/g)].map(([, second, value]) => ({ second: Number(second), value: value === '-inf' ? Number.NEGATIVE_INFINITY : Number(value) }));
}

function onsets(moments, level) {
  return moments.filter(({ value }, at) => value > level && at > 0 && !(moments[at - 1].value > level)).map(({ second }) => second);
}

/** Milliseconds by which beeps come after their flashes. */
function apartIn({ flashes, beeps }) {
  const apart = flashes
    .map((flash) => beeps.map((beep) => 1_000 * (beep - flash)).sort((one, other) => Math.abs(one) - Math.abs(other))[0])
    .filter((ms) => Math.abs(ms) < 1_000 * APART_MAX_SECONDS);
  const sorted = [...apart].sort((one, other) => one - other);
  const middle = (list) => [...list].sort((one, other) => one - other)[Math.floor(list.length / 2)];
  const part = Math.max(1, Math.floor(apart.length / 5));
  return { flashes: flashes.length, matched: apart.length, median: middle(apart), earliest: sorted[0], latest: sorted.at(-1), first: middle(apart.slice(0, part)), last: middle(apart.slice(-part)) };
}
