/** The harness: starts the server, runs the cases, writes the page and the raw figures. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Program } from '../recovery/systems/program.mjs';
import { recordByHoldline } from './holdline.mjs';
import { recordByJanus } from './janus.mjs';
import { pageOf } from './page.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = path.join(HERE, '..', '..');
/** By the names that `--cases` knows. */
const CASES = {
  composed480: (where) => recordByHoldline(where, { quality: 'low', layout: 'composed' }),
  composed720: (where) => recordByHoldline(where, { quality: 'medium', layout: 'composed' }),
  tracks: (where) => recordByHoldline(where, { quality: 'low', layout: 'tracks' }),
  janus: recordByJanus,
};

const { values: options } = parseArgs({
  options: {
    java: { type: 'string', default: 'java' },
    benchmarks: { type: 'string', default: '' },
    cases: { type: 'string', default: Object.keys(CASES).join(',') },
    quick: { type: 'boolean', default: false },
  },
});

const cases = options.cases.split(',');
const unknown = cases.find((name) => !(name in CASES));
if (unknown !== undefined) throw new Error(`${unknown} is none of ${Object.keys(CASES).join(', ')}`);
const isWhole = !options.quick && cases.length === Object.keys(CASES).length;

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'holdline-recordings-'));
const seconds = options.quick ? 15 : 60;
const run = {
  machine: `${os.type()} ${os.arch()}, ${os.availableParallelism()} cores, Node ${process.version}, load average ${os.loadavg()[0].toFixed(1)} at the start`,
  date: new Date().toISOString().slice(0, 10),
  quick: options.quick,
  seconds,
  janusVersion: execFileSync('dpkg-query', ['-W', '-f', '${Version}', 'janus'], { encoding: 'utf8' }),
  results: {},
  failures: [],
};

const node = new Program('holdline', directory, [options.java, '-cp', options.benchmarks, 'org.holdline.benchmarks.Cluster', path.join(directory, 'holdline'), '1']);
try {
  const { nodes, tokens } = JSON.parse(await node.line());
  const server = { ...nodes[0], token: async (user) => (await fetch(tokens + user)).json() };
  if (cases.some((name) => name !== 'janus')) {
    process.stderr.write('warming up\n');
    await recordByHoldline({ server, directory, seconds: seconds / 4 }, { quality: 'low', layout: 'composed' });
  }
  for (const name of cases) {
    process.stderr.write(`${name}\n`);
    try {
      run.results[name] = await CASES[name]({ server, directory, seconds });
      process.stderr.write(`  ${JSON.stringify(run.results[name])}\n`);
    } catch (problem) {
      run.failures.push(`${name}: ${problem}`);
      process.stderr.write(`  failed: ${problem}\n`);
    }
  }
} finally {
  await node.stop();
}
fs.mkdirSync(path.join(HERE, 'target'), { recursive: true });
fs.writeFileSync(path.join(HERE, 'target', 'results.json'), JSON.stringify(run, null, 2));
const page = pageOf(run);
if (isWhole) fs.writeFileSync(path.join(ROOT, 'docs', 'recordings-benchmarks.md'), page);
if (run.failures.length === 0) fs.rmSync(directory, { recursive: true, force: true });
else process.stderr.write(`Logs: ${directory}\n`);
process.stdout.write(page);
process.exit(run.failures.length === 0 ? 0 : 1);
