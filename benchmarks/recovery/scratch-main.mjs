/** The harness: starts each system, runs the cases on it, checks, writes the page and the raw figures. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CASES } from './cases.mjs';
import { Crowd } from './crowd.mjs';
import { measureDeliveries } from './scratch-deliveries.mjs';
import { pageOf } from './page.mjs';
import { randomOf } from './statistics.mjs';
import { CometdSystem } from './systems/cometd.mjs';
import { Holdline } from './systems/holdline.mjs';
import { SocketIo } from './systems/socketio.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = path.join(HERE, '..', '..');
const SYSTEMS = { holdline: Holdline, socketio: SocketIo, cometd: CometdSystem };
const SEED = 20_261_121;

/** What is no case with faults, by the name that `--cases` knows it by. */
const DELIVERIES = 'deliveries';
const PARTS = [...CASES.map(({ name }) => name), DELIVERIES];

const { values: options } = parseArgs({
  options: {
    java: { type: 'string', default: 'java' },
    benchmarks: { type: 'string', default: '' },
    peers: { type: 'string', default: '' },
    redis: { type: 'string', default: 'redis-server' },
    systems: { type: 'string', default: Object.keys(SYSTEMS).join(',') },
    cases: { type: 'string', default: PARTS.join(',') },
    quick: { type: 'boolean', default: false },
  },
});

/** @param {string} given @param {string[]} known */
function chosen(given, known) {
  const names = given.split(',');
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`${unknown} is none of ${known.join(', ')}`);
  return names;
}

const systems = /** @type {(keyof typeof SYSTEMS)[]} */ (chosen(options.systems, Object.keys(SYSTEMS)));
const parts = chosen(options.cases, PARTS);
const isWhole = !options.quick && systems.length === Object.keys(SYSTEMS).length && parts.length === PARTS.length;
const machine = `${os.type()} ${os.arch()}, ${os.availableParallelism()} cores, Node ${process.version}, load average ${os.loadavg()[0].toFixed(1)} at the start`;
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'holdline-recovery-'));
const surroundings = {
  root: ROOT,
  directory,
  redis: options.redis,
  java: { benchmarks: [options.java, '-cp', options.benchmarks], peers: [options.java, '-cp', options.peers] },
};

/** @param {string} text */
function say(text) {
  process.stderr.write(`${text}\n`);
}

/** @param {import('./systems/system.mjs').System} system @param {import('./cases.mjs').Case} one */
async function runCase(system, one) {
  say(`${system.name}: ${one.name}`);
  const crowd = new Crowd(system, one.name);
  try {
    await crowd.join();
    crowd.speak();
    const begun = performance.now();
    await one.run({ system, crowd, random: randomOf(SEED), quick: options.quick });
    const seconds = (performance.now() - begun) / 1_000;
    const result = { system: system.name, case: one.name, seconds, ...(await crowd.finish()) };
    const { reconnects, lost, doubled, outOfOrder, recovery } = result;
    say(`  ${JSON.stringify({ seconds: Math.round(seconds), reconnects, lost, doubled, outOfOrder, recovery })}`);
    return result;
  } finally {
    await crowd.leave();
  }
}

/** All cases of one system; twice started where some need it to notice dead lines faster than by its defaults. @param {keyof typeof SYSTEMS} name */
async function runSystem(name) {
  const wanted = CASES.filter((one) => parts.includes(one.name));
  const isPrompt = (/** @type {import('./cases.mjs').Case} */ one) => name !== 'holdline' && one.prompt === true;
  const results = [];
  for (const prompt of [false, true]) {
    const cases = wanted.filter((one) => isPrompt(one) === prompt);
    if (cases.length === 0) continue;
    /** @type {import('./systems/system.mjs').System} */
    const system = new SYSTEMS[name]({ ...surroundings, prompt });
    try {
      await system.start();
      for (const one of cases) {
        if (!one.needsRedis || system.redis) results.push(await runCase(system, one));
      }
    } finally {
      await system.stop();
    }
  }
  return results;
}

/** @param {string} name */
function versionOf(name) {
  return JSON.parse(fs.readFileSync(path.join(HERE, 'node_modules', name, 'package.json'), 'utf8')).version;
}

/** @param {string} pom @param {RegExp} pattern */
function versionIn(pom, pattern) {
  return pattern.exec(fs.readFileSync(path.join(ROOT, pom), 'utf8'))?.[1] ?? 'unknown';
}

function versions() {
  const names = ['socket.io', 'socket.io-client', '@socket.io/redis-streams-adapter', 'cometd'];
  return {
    ...Object.fromEntries(names.map((name) => [name, versionOf(name)])),
    holdline: versionIn('pom.xml', /<artifactId>holdline-parent<\/artifactId>\s*<version>([^<]+)/),
    'cometd-java': versionIn('benchmarks/peers/pom.xml', /<cometd.version>([^<]+)/),
  };
}

const results = [];
for (const name of systems) results.push(...(await runSystem(name)));
const deliveries = parts.includes(DELIVERIES) ? await measureDeliveries(surroundings, { quick: options.quick, say }) : undefined;
const run = {
  machine,
  date: new Date().toISOString().slice(0, 10),
  quick: options.quick,
  versions: versions(),
  results,
  deliveries,
};
const page = pageOf(run);
fs.mkdirSync(path.join(HERE, 'target'), { recursive: true });
fs.writeFileSync(path.join(HERE, 'target', 'results.json'), JSON.stringify(run, null, 2));
if (isWhole) fs.writeFileSync(path.join(ROOT, 'docs', 'recovery.md'), page);
fs.rmSync(directory, { recursive: true, force: true });
process.stdout.write(page);
process.exit(0); // the peers' clients leave timers behind
