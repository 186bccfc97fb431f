import { setMaxListeners } from 'node:events';
import { pause } from './systems/program.mjs';

/** @typedef {import('./crowd.mjs').Crowd} Crowd @typedef {import('./crowd.mjs').Member} Member */

/**
 * Downtimes of a cut, and how long a client is connected between two of them: some thirty returns a second, which two cores
 * can serve together with the clients themselves. With more, the time that is measured is that of waiting for the processor.
 */
const CUT_MS = [50, 1_550];
const UP_MS = [50, 10_000];
/** The same beside another fault. */
const RARE_UP_MS = [50, 16_000];
/** @type {[number, number]} */
const SILENCE_EACH_MS = [2_000, 8_000];
/** @type {[number, number]} */
const SILENCE_SOON_MS = [1_000, 5_000];
const REDIS_PAUSE_MS = [300, 3_000];
const REDIS_LOSS_MS = [200, 2_000];
const NOTICED_MS = 1_500;
const AWAY_MS = 4_000;
const BACK_MS = 3_000;
const WATCH_MS = 200;

/**
 * @typedef {object} Trial
 * @property {import('./systems/system.mjs').System} system
 * @property {Crowd} crowd
 * @property {ReturnType<typeof import('./statistics.mjs').randomOf>} random
 * @property {boolean} quick
 *
 * @typedef {object} Case
 * @property {string} name
 * @property {string} title
 * @property {boolean} [needsRedis]
 * @property {boolean} [prompt] the peers notice dead lines as fast as Holdline
 * @property {(trial: Trial) => Promise<void>} run the faults; the load goes on meanwhile
 */

/** Cuts a client's line again and again until it is enough. @param {Member} member @param {Trial} trial @param {number[]} up @param {AbortSignal} enough */
async function cutAgain({ path, subscriber }, { random }, up, enough) {
  while (!enough.aborted) {
    await pause(random.between(up[0], up[1]), enough);
    if (enough.aborted) return;
    path.cut({ reset: random.chance(0.5) });
    subscriber?.cut(performance.now());
    await pause(random.between(CUT_MS[0], CUT_MS[1]));
    path.heal();
    subscriber?.back(performance.now());
  }
}

/** Cuts everybody, publishers more rarely. @param {Trial} trial @param {number[]} up @param {AbortSignal} enough */
function cutAll(trial, up, enough) {
  const { subscribers, publishers } = trial.crowd;
  setMaxListeners(subscribers.length + publishers.length, enough);
  return Promise.all([
    ...subscribers.map((member) => cutAgain(member, trial, up, enough)),
    ...publishers.map((member) => cutAgain(member, trial, [up[0], 4 * up[1]], enough)),
  ]);
}

/** @param {Trial} trial @param {() => Promise<void>} fault */
async function besideCuts(trial, fault) {
  const enough = new AbortController();
  const cuts = cutAll(trial, RARE_UP_MS, enough.signal);
  try {
    await fault();
  } finally {
    enough.abort();
    await cuts;
  }
}

/** @param {number} ms */
function after(ms) {
  const end = performance.now() + ms;
  return () => performance.now() >= end;
}

/** @param {Crowd} crowd */
function reconnects(crowd) {
  return crowd.subscribers.reduce((sum, { subscriber }) => sum + (subscriber?.outages.length ?? 0), 0);
}

/**
 * Ends one node after the other, lets the clients return while it is away, and starts it again. A balancer that asks every
 * second learns of it soon after the node is gone, or says that it is not ready any more, and sends nobody there before it is.
 *
 * @param {Trial} trial
 * @param {NodeJS.Signals} signal
 * @param {number} times
 */
async function endNodes({ system, crowd }, signal, times) {
  for (let i = 0; i < times; i++) {
    const node = i % system.servers.length;
    const ended = system.end(node, signal);
    await Promise.race([ended, pause(NOTICED_MS)]);
    crowd.outOfService = node;
    await ended;
    await pause(AWAY_MS);
    await system.begin(node);
    crowd.outOfService = undefined;
    await pause(BACK_MS);
  }
}

/** @type {Case[]} */
export const CASES = [
  {
    name: 'cuts',
    title: 'Cuts of 50-1,550 ms, the next connection to the other node',
    async run(trial) {
      const enough = trial.quick ? 500 : 5_000;
      const late = after(trial.quick ? 20_000 : 300_000);
      const over = new AbortController();
      const watch = setInterval(() => {
        if (late() || reconnects(trial.crowd) >= enough) over.abort();
      }, WATCH_MS);
      await cutAll(trial, UP_MS, over.signal);
      clearInterval(watch);
    },
  },
  {
    name: 'half-open',
    title: 'Half-open: the connection stays, nothing passes; new connections are whole',
    prompt: true,
    async run({ crowd, random, quick }) {
      const silences = quick ? 1 : 2;
      const each = async (/** @type {Member} */ { path, subscriber }) => {
        for (let i = 0; i < silences; i++) {
          await pause(random.between(...(quick ? SILENCE_SOON_MS : SILENCE_EACH_MS)));
          path.silence();
          subscriber?.cut(performance.now());
        }
      };
      await Promise.all(crowd.members.map(each));
      await pause(quick ? 4_000 : 6_000);
    },
  },
  {
    name: 'kill',
    title: '`kill -9` of a node, which is started again',
    run: (trial) => endNodes(trial, 'SIGKILL', trial.quick ? 1 : 2),
  },
  {
    name: 'redis-pause',
    title: 'Redis answers nothing for 0.3-3 s, again and again, beside rare cuts',
    needsRedis: true,
    run: (trial) =>
      besideCuts(trial, async () => {
        for (const over = after(trial.quick ? 5_000 : 15_000); !over(); ) {
          await pause(trial.random.between(500, 3_000));
          await trial.system.redis?.pause(trial.random.between(REDIS_PAUSE_MS[0], REDIS_PAUSE_MS[1]));
        }
      }),
  },
  {
    name: 'redis-loss',
    title: 'All connections to Redis are lost for 0.2-2 s, again and again, beside rare cuts',
    needsRedis: true,
    run: (trial) =>
      besideCuts(trial, async () => {
        for (const over = after(trial.quick ? 5_000 : 15_000); !over(); ) {
          await pause(trial.random.between(1_000, 3_000));
          await trial.system.redis?.dropConnections(trial.random.between(REDIS_LOSS_MS[0], REDIS_LOSS_MS[1]));
        }
      }),
  },
  {
    name: 'rolling',
    title: 'Rolling restart: each node is asked to stop (SIGTERM) and started again',
    run: (trial) => endNodes(trial, 'SIGTERM', trial.quick ? 1 : trial.system.servers.length),
  },
];
