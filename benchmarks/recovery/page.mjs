import { CASES } from './cases.mjs';
import { LOAD } from './crowd.mjs';

/**
 * @typedef {ReturnType<import('./checker.mjs').Checker['report']>} Report
 * @typedef {Report & { system: string, case: string, seconds: number, remarks: string[] }} Result
 * @typedef {{ machine: string, date: string, quick: boolean, versions: Record<string, string>, results: Result[], failures: string[],
 *   deliveries?: import('./deliveries.mjs').Deliveries }} Run
 */

/** The page of results, in Markdown. @param {Run} run */
export function pageOf(run) {
  return [head(run), systems(run.versions), load(), ...CASES.map((one) => caseTable(one, run.results)), columns(), deliveries(run), settings(), howTo()]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

/** @param {Run} run */
function head({ machine, date, quick, results, failures }) {
  const reconnects = (/** @type {string} */ name) => count(sum(results, name, 'reconnects'));
  const wrong = (/** @type {string} */ name) =>
    `${count(sum(results, name, 'lost'))} messages lost unannounced, ${count(sum(results, name, 'doubled'))} doubled, ${count(sum(results, name, 'outOfOrder'))} out of order`;
  const names = [...new Set(results.map(({ system }) => system))];
  return `# Recovery, beside the peers

Written by \`benchmarks/recovery/run\`; do not edit. ${machine}, ${date}${quick ? ' (a quick run)' : ''}.

What a lost connection costs: the same clients, load and faults with Holdline, with Socket.IO and with CometD, one after the other in
one run, and a checker that knows every accepted message and what each subscriber got. All of it runs on the same machine and shares its
cores, so compare the rows and take the bare times with care.

${[
  ...names.map((name) => `- **${name}**: ${reconnects(name)} reconnects; ${wrong(name)}.`),
  ...failures.map((failure) => `- Not measured: ${failure}.`),
].join('\n')}`;
}

/** @param {Record<string, string>} versions */
function systems(versions) {
  return `## What is compared

${table(
  ['system', 'nodes', 'keeps missed messages', 'client'],
  [
    [
      `Holdline ${versions.holdline}`,
      'two, as packed, with the settings of `deploy/cluster`',
      'Redis, synced to disk before each answer, and PostgreSQL',
      'its JavaScript SDK',
    ],
    [
      `Socket.IO ${versions['socket.io']}, Redis Streams adapter ${versions['@socket.io/redis-streams-adapter']}`,
      'two, connection state recovery of 2 minutes, `skipMiddlewares`',
      'a Redis of its own that writes nothing to disk',
      `socket.io-client ${versions['socket.io-client']}, WebSocket`,
    ],
    [
      `CometD ${versions['cometd-java']}`,
      'one on embedded Jetty, acknowledged messages: nodes that share channels (Oort) recover nothing of each other',
      'the memory of the node',
      `cometd ${versions.cometd} with its ack extension, WebSocket`,
    ],
  ],
)}

Redis is the same program for both. A message counts as accepted when its publisher was told so: by Holdline's \`ack\` after the message is
in the log; by Socket.IO's acknowledgement, which the node gives when it has handed the message to its adapter; by CometD's reply.`;
}

function load() {
  const { rooms, subscribersPerRoom, publishersPerRoom, messagesPerSecond, messageBytes } = LOAD;
  return `## Load and faults

${messagesPerSecond} messages of ${messageBytes} bytes a second, over ${rooms} rooms of ${subscribersPerRoom} subscribers and ${publishersPerRoom} publishers each. Every client has its own way
through a proxy that can reset or end its connections, refuse new ones, fall silent, and lead the next connection to the other node.
Publishers are cut too, a quarter as often; they send again what was not acknowledged. After the faults everybody gets 30 s to catch up.`;
}

/** @param {import('./cases.mjs').Case} one @param {Result[]} results */
function caseTable({ name, title }, results) {
  const rows = results.filter((result) => result.case === name);
  if (rows.length === 0) return '';
  return `### ${title}

${table(
  [
    'system',
    'accepted',
    'reconnects',
    'called whole',
    'lost unannounced',
    'missed, announced',
    'incomplete',
    'doubled',
    'out of order',
    'recovered p50',
    'p95',
    'p99',
    'noticed p50',
    'p99',
  ],
  rows.map((row) => [
    row.system,
    count(row.accepted),
    count(row.reconnects),
    `${percent(row.calledRecovered, row.reconnects)}`,
    count(row.lost),
    count(row.missedAnnounced),
    percent(row.incompleteReconnects, row.reconnects),
    count(row.doubled),
    count(row.outOfOrder),
    milliseconds(row.recovery.p50),
    milliseconds(row.recovery.p95),
    milliseconds(row.recovery.p99),
    milliseconds(row.detection.p50),
    milliseconds(row.detection.p99),
  ]),
)}${remarks(rows)}`;
}

/** What the columns do not say. @param {Result[]} rows */
function remarks(rows) {
  const said = rows.flatMap((row) => [
    ...(row.missedAway > 0 ? [`${row.system}: ${count(row.missedAway)} deliveries are missing to subscribers who had not come back 30 s after the last fault; they are not counted.`] : []),
    ...(row.remarks.length > 0 ? [`${row.system} remarked ${count(row.remarks.length)} times, first: ${row.remarks[0]}.`] : []),
    ...(row.unknown > 0 ? [`${row.system}: ${row.unknown} deliveries of messages that nobody had sent.`] : []),
    ...(row.disagreements > 0 ? [`${row.system}: subscribers of one room heard ${count(row.disagreements)} messages in another order than the others.`] : []),
  ]);
  return said.length === 0 ? '' : `\n\n${said.join('\n')}`;
}

function columns() {
  return `## What the columns mean

| column | meaning |
|---|---|
| accepted | messages that their publisher was told are accepted |
| reconnects | of subscribers; publishers' are not counted |
| called whole | share of them after which the client was told that nothing is missing: resumed (Holdline), \`recovered\` (Socket.IO), same session (CometD) |
| lost unannounced | deliveries that never came, although the subscriber was told that nothing is missing |
| missed, announced | deliveries that never came, but the subscriber was told: a truncation, a new session |
| incomplete | share of the reconnects in which anything was missing, announced or not |
| doubled | deliveries that came again, by the recovery or because a publisher sent again what had been accepted |
| out of order | deliveries that came after a later one of the same publisher |
| recovered | milliseconds from the moment the way is whole again and the client knows that it was not, to the moment it is back and has all that was accepted meanwhile |
| noticed | milliseconds from the cut to the moment the client knows |`;
}

/** @param {Run} run */
function deliveries({ deliveries: found }) {
  if (!found) return '';
  const { burst, spread, setup } = found;
  return `## Deliveries

**Burst.** ${count(setup.messages)} messages of ${setup.bytes} bytes into a room of ${setup.members}, as fast as they are accepted; the systems take turns, ${setup.rounds} rounds each after
${setup.warmUp} that do not count, so that the compilers of the two Java servers have little left to do; the median round counts. All clients are bare WebSockets that count, check order and look for doubles without parsing JSON; \`all\` is whether every
member got every message once and in order. Replayed: what of the burst one more member got afterwards who was cut off before it and came back after it
(Socket.IO's adapter keeps the last 10,000 messages of all rooms together, CometD all that a session has not acknowledged).

${table(
  ['system', 'deliveries/s', 'of all rounds', 'accepted/s', 'all', 'replayed'],
  burst.map((row) => [
    row.system,
    count(row.deliveriesPerSecond),
    `${count(row.slowest)} - ${count(row.fastest)}`,
    count(row.acceptedPerSecond),
    row.complete ? 'yes' : 'no',
    row.replayed === null ? '' : count(row.replayed),
  ]),
)}

**Spread.** ${setup.spread.rooms} rooms with a speaker and ${setup.spread.listeners} listeners each, ${count(setup.spread.messagesPerSecond)} messages a second in all, which is ${count(setup.spread.messagesPerSecond * setup.spread.listeners)} deliveries a second, for ${setup.spread.seconds} s. Milliseconds from
sending to arrival.

${table(
  ['system', 'deliveries/s', 'p50', 'p95', 'p99', 'all'],
  spread.map((row) => [
    row.system,
    count(row.deliveriesPerSecond),
    milliseconds(row.latency.p50),
    milliseconds(row.latency.p95),
    milliseconds(row.latency.p99),
    row.complete ? 'yes' : 'no',
  ]),
)}`;
}

function settings() {
  return `## Settings, and what is fair about them

- Holdline's Redis syncs its file before each answer, so that an acknowledged message outlives a power cut. Socket.IO's Redis writes no file,
  which is faster and forgets everything when it ends. CometD keeps everything in memory.
- Socket.IO's publishers use \`retries\` and \`ackTimeout\` as its documentation advises for delivery at least once; one message is under way at a
  time, and a message sent again is delivered again, since nothing remembers its id. CometD's publishers do the same by code of the harness.
- When Redis drops a connection, the adapter leaves the command that failed to nobody and Node would end the process; the harness's node
  goes on. Holdline needs no such help.
- The proxy in front is a balancer that asks nodes for their health: it sends nobody to a node that is gone or not ready yet.
- Half-open connections: by their defaults Socket.IO notices after up to 45 s and CometD after up to 40 s. For this case both are set to notice as
  fast as Holdline (1 s, and 0.7 s for the answer), so that waiting is not what is compared.
- \`kill -9\` takes CometD's only node away, for as long as it takes to start it again; its sessions are gone with it. It has no case with Redis.
- The random numbers of the faults are the same for all systems; the moments still differ, as the clients do.`;
}

function howTo() {
  return `## Run it

\`benchmarks/recovery/run\` builds, installs the peers (npm, Maven Central), runs everything in about 27 minutes and writes this page and
\`benchmarks/recovery/target/results.json\`. \`benchmarks/recovery/run quick\` takes about 5 minutes and only prints; \`--systems\` and \`--cases\` choose.
The checker's own tests, in which a lost, a doubled and a swapped message must be found: \`npm --prefix benchmarks/recovery test\`.`;
}

/** @param {Result[]} results @param {string} system @param {'reconnects' | 'lost' | 'doubled' | 'outOfOrder'} what */
function sum(results, system, what) {
  return results.filter((result) => result.system === system).reduce((total, result) => total + result[what], 0);
}

/** @param {string[]} titles @param {string[][]} rows */
function table(titles, rows) {
  const lines = [titles, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return lines.toSpliced(1, 0, `|${'---|'.repeat(titles.length)}`).join('\n');
}

/** @param {number} value */
function count(value) {
  return Math.round(value).toLocaleString('en-US');
}

/** @param {number} part @param {number} whole */
function percent(part, whole) {
  return whole === 0 ? '' : `${((100 * part) / whole).toFixed(part === whole || part === 0 ? 0 : 1)} %`;
}

/** @param {number | null} value */
function milliseconds(value) {
  return value === null ? '' : count(value);
}
