/** The harness: starts the server, runs the cases, writes the page and the raw figures. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Program } from '../recovery/systems/program.mjs';
import { CASES } from './cases.mjs';
import { pageOf } from './page.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = path.join(HERE, '..', '..');

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

const gigabytes = Math.round(os.totalmem() / 1e9);
const machine = `${os.type()} ${os.arch()}, ${os.availableParallelism()} cores (${os.cpus()[0]?.model.trim()}), ${gigabytes} GB of memory, Node ${process.version}, load average ${os.loadavg()[0].toFixed(1)} at the start`;
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'holdline-files-'));
const versionOf = (name) => JSON.parse(fs.readFileSync(path.join(HERE, 'node_modules', name, 'package.json'), 'utf8')).version;
const run = {
  machine,
  date: new Date().toISOString().slice(0, 10),
  quick: options.quick,
  versions: Object.fromEntries(['@tus/server', 'tus-js-client'].map((name) => [name, versionOf(name)])),
  results: {},
  failures: [],
};

const node = new Program('holdline', directory, [options.java, '-cp', options.benchmarks, 'org.holdline.benchmarks.Cluster', path.join(directory, 'holdline'), '1']);
try {
  const { nodes, tokens } = JSON.parse(await node.line());
  const server = { ...nodes[0], token: async (user) => (await fetch(tokens + user)).json() };
  for (const name of cases) {
    process.stderr.write(`${name}\n`);
    try {
      run.results[name] = await CASES[name]({ server, root: ROOT, directory, quick: options.quick });
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
if (isWhole) fs.writeFileSync(path.join(ROOT, 'docs', 'files-benchmarks.md'), page);
if (run.failures.length === 0) fs.rmSync(directory, { recursive: true, force: true });
else process.stderr.write(`Logs: ${directory}\n`);
process.stdout.write(page);
process.exit(run.failures.length === 0 ? 0 : 1);
