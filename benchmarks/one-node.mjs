/** What the harnesses that measure one node with browsers share: options, the server, the cases in turn, the page and the raw figures. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Program } from './recovery/systems/program.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs what the command line asks for and ends the process: with 1 when a case has failed. The page is written when all of it was measured.
 * @param {object} harness
 * @param {string} harness.subject names the folder below `benchmarks` and the page `docs/<subject>-benchmarks.md`
 * @param {Record<string, (where: object) => Promise<unknown>>} harness.cases by the names that `--cases` knows; each is told `server`, `root`,
 *   `directory` for what it leaves behind, and `quick`
 * @param {(quick: boolean) => object} harness.about what the page is told besides
 * @param {(where: object, names: string[]) => Promise<void>} [harness.warmUp] runs before the first case
 * @param {(run: object) => string} harness.pageOf
 */
export async function measure({ subject, cases, about, warmUp, pageOf }) {
  const options = readOptions(cases);
  const names = options.cases.split(',');
  const unknown = names.find((name) => !(name in cases));
  if (unknown !== undefined) throw new Error(`${unknown} is none of ${Object.keys(cases).join(', ')}`);
  const isWhole = !options.quick && names.length === Object.keys(cases).length;

  const directory = fs.mkdtempSync(path.join(os.tmpdir(), `holdline-${subject}-`));
  const run = { machine: machine(), date: new Date().toISOString().slice(0, 10), quick: options.quick, ...about(options.quick), results: {}, failures: [] };
  const node = new Program('holdline', directory, [options.java, '-cp', options.benchmarks, 'org.holdline.benchmarks.Cluster', path.join(directory, 'holdline'), '1']);
  try {
    const { nodes, tokens, metricsToken } = JSON.parse(await node.line());
    const server = { ...nodes[0], metricsToken, token: async (user) => (await fetch(tokens + user)).json() };
    const where = { server, root: ROOT, directory, quick: options.quick };
    await warmUp?.(where, names);
    for (const name of names) await measureOne(name, cases[name], where, run);
  } finally {
    await node.stop();
  }
  finish(run, path.join(ROOT, 'benchmarks', subject, 'target'), isWhole ? path.join(ROOT, 'docs', `${subject}-benchmarks.md`) : undefined, pageOf);
  if (run.failures.length === 0) fs.rmSync(directory, { recursive: true, force: true });
  else process.stderr.write(`Logs: ${directory}\n`);
  process.exit(run.failures.length === 0 ? 0 : 1);
}

function readOptions(cases) {
  return parseArgs({
    options: {
      java: { type: 'string', default: 'java' },
      benchmarks: { type: 'string', default: '' },
      cases: { type: 'string', default: Object.keys(cases).join(',') },
      quick: { type: 'boolean', default: false },
    },
  }).values;
}

function machine() {
  const gigabytes = Math.round(os.totalmem() / 1e9);
  return `${os.type()} ${os.arch()}, ${os.availableParallelism()} cores (${os.cpus()[0]?.model.trim()}), ${gigabytes} GB of memory, Node ${process.version}, load average ${os.loadavg()[0].toFixed(1)} at the start`;
}

async function measureOne(name, one, where, run) {
  process.stderr.write(`${name}\n`);
  try {
    run.results[name] = await one(where);
    process.stderr.write(`  ${JSON.stringify(run.results[name])}\n`);
  } catch (problem) {
    run.failures.push(`${name}: ${problem}`);
    process.stderr.write(`  failed: ${problem}\n`);
  }
}

function finish(run, target, file, pageOf) {
  fs.mkdirSync(target, { recursive: true });
  fs.writeFileSync(path.join(target, 'results.json'), JSON.stringify(run, null, 2));
  const page = pageOf(run);
  if (file) fs.writeFileSync(file, page);
  process.stdout.write(page);
}
