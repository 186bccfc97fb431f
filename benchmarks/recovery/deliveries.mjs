import { summary, quantile } from './statistics.mjs';
import { CometdSystem } from './systems/cometd.mjs';
import { Holdline } from './systems/holdline.mjs';
import { pause, until, within } from './systems/program.mjs';
import { SocketIo } from './systems/socketio.mjs';
import { BATCH, CometdWire, HoldlineWire, SocketIoWire, Wire, contentOf } from './systems/wires.mjs';

const SETUP = {
  messages: 5_000,
  bytes: 200,
  members: 20,
  spread: { rooms: 50, listeners: 20, messagesPerSecond: 1_000, seconds: 8 },
};
/** Until the just-in-time compilers of the two Java servers have little left to do. */
const WARM_UP = { rounds: 25, quickRounds: 5, seconds: 3, restMs: 500 };
/** Between two bursts: what one system does behind its answers shall not weigh upon the next. */
const REST_MS = 1_500;
/** Messages that may be on their way before the first of them is accepted. */
const WINDOW = 4 * BATCH;
const LIMIT_MS = 120_000;
const QUIET_MS = 3_000;
const TICK_MS = 10;
const JOINING_AT_ONCE = 20;

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {string} option by which `--systems` knows it
 * @property {import('./systems/system.mjs').System} system
 * @property {(place: import('./systems/wires.mjs').Place, after?: any) => Promise<Wire>} connect
 * @property {boolean} [forgetful]
 *
 * @typedef {{ system: string, deliveriesPerSecond: number, slowest: number, fastest: number, acceptedPerSecond: number, complete: boolean,
 *   replayed: number | null }} Burst
 * @typedef {{ system: string, deliveriesPerSecond: number, latency: ReturnType<typeof summary>, complete: boolean }} Spread
 * @typedef {{ setup: typeof SETUP & { rounds: number, warmUp: number }, burst: Burst[], spread: Spread[] }} Deliveries
 */

/** One node of each. @param {import('./systems/system.mjs').Surroundings} surroundings @returns {Contender[]} */
function contenders(surroundings) {
  const alone = { ...surroundings, nodes: 1 };
  const holdline = new Holdline(alone);
  return [
    {
      name: 'Holdline',
      option: 'holdline',
      system: holdline,
      connect: async (place, after) => HoldlineWire.connect({ ...place, token: await holdline.token(place.user), after }),
    },
    {
      name: 'Socket.IO, Redis Streams',
      option: 'socketio',
      system: new SocketIo(alone),
      connect: (place, after) => SocketIoWire.connect({ ...place, after }),
    },
    {
      name: 'Socket.IO, keeping nothing',
      option: 'socketio',
      system: new SocketIo({ ...alone, forgetful: true }),
      connect: (place) => SocketIoWire.connect(place),
      forgetful: true,
    },
    {
      name: 'CometD',
      option: 'cometd',
      system: new CometdSystem(alone),
      connect: (place, after) => CometdWire.connect({ ...place, after }),
    },
  ];
}

/** Hears what comes to one listener and whether it is all of it, once and in order. */
class Ear {
  heard = 0;
  wrong = 0;

  /** @param {Wire} wire @param {(sentAt: number) => void} [told] */
  constructor(wire, told = () => undefined) {
    this.wire = wire;
    wire.listen((number, sentAt) => {
      this.heard += 1;
      if (number !== this.heard) this.wrong += 1;
      told(sentAt);
    });
  }
}

/** A room with a speaker and those who listen to him. */
class Stage {
  said = 0;
  accepted = 0;
  acceptedAt = 0;
  /** @type {Ear[]} */
  ears = [];
  /** @type {() => void} */
  #stir = () => undefined;

  /** @param {Wire} speaker @param {Wire[]} listeners @param {(sentAt: number) => void} [told] of each delivery */
  constructor(speaker, listeners, told) {
    this.speaker = speaker;
    speaker.accepted = (count) => {
      this.accepted += count;
      this.acceptedAt = performance.now();
      this.#stir();
    };
    const heard = (/** @type {number} */ sentAt) => {
      told?.(sentAt);
      this.#stir();
    };
    this.ears = listeners.map((wire) => new Ear(wire, heard));
  }

  /** @param {Contender} contender @param {string} room @param {number} listeners @param {(sentAt: number) => void} [told] */
  static async open({ system, connect }, room, listeners, told) {
    const [{ host, port }] = system.servers;
    const place = { address: `${host}:${port}`, room };
    const speaker = await connect({ ...place, user: `${room}-speaker`, listens: false });
    const all = [];
    for (let i = 0; i < listeners; i++) all.push(await connect({ ...place, user: `${room}-${i}`, listens: true }));
    return new Stage(speaker, all, told);
  }

  /** @param {number} count */
  say(count) {
    this.speaker.say(Array.from({ length: count }, () => contentOf(++this.said, SETUP.bytes)));
  }

  /** As fast as it is accepted. @param {number} count */
  async burst(count) {
    const end = this.said + count;
    while (this.said < end) {
      while (this.said < end && this.said - this.accepted <= WINDOW - BATCH) this.say(Math.min(BATCH, end - this.said));
      await this.#stirred();
    }
  }

  /** Until everything is accepted and heard by all, but no longer than that. @param {number} limitMs */
  async settled(limitMs) {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      this.#stir();
    }, limitMs);
    while (!this.#isThrough && !isLate) await this.#stirred();
    clearTimeout(timer);
  }

  /** The next acceptance or delivery: to wait for it costs the systems under test no processor time, as asking again and again would. */
  #stirred() {
    return new Promise((/** @type {(_: void) => void} */ resolve) => {
      this.#stir = resolve;
    });
  }

  get #isThrough() {
    return this.accepted >= this.said && this.ears.every((ear) => ear.heard >= this.said);
  }

  get isComplete() {
    return this.accepted === this.said && this.ears.every((ear) => ear.heard === this.said && ear.wrong === 0);
  }

  get deliveries() {
    return this.ears.reduce((sum, { heard }) => sum + heard, 0);
  }

  close() {
    this.speaker.cut();
    for (const { wire } of this.ears) wire.cut();
  }
}

/** One burst into a fresh room. @param {Contender} contender @param {string} room */
async function burstRound(contender, room) {
  const stage = await Stage.open(contender, room, SETUP.members - 1);
  const begun = performance.now();
  await within(LIMIT_MS, `${contender.name} does not accept a burst`, stage.burst(SETUP.messages));
  await stage.settled(LIMIT_MS);
  const seconds = (performance.now() - begun) / 1_000;
  stage.close();
  return {
    deliveriesPerSecond: stage.deliveries / seconds,
    acceptedPerSecond: stage.accepted / ((stage.acceptedAt - begun) / 1_000),
    complete: stage.isComplete,
  };
}

/** How much of a burst one gets who was cut off before it and comes back after it. @param {Contender} contender @param {string} room */
async function replayed(contender, room) {
  if (contender.forgetful) return null;
  const stage = await Stage.open(contender, room, 1);
  const [{ host, port }] = contender.system.servers;
  const place = { address: `${host}:${port}`, room, user: `${room}-away`, listens: true };
  const away = await contender.connect(place);
  const before = new Ear(away);
  stage.say(1);
  if (!(await until(() => before.heard === 1 && stage.accepted === 1, LIMIT_MS))) throw new Error(`${contender.name} delivers nothing`);
  away.cut();
  await stage.burst(SETUP.messages);
  await until(() => stage.isComplete, LIMIT_MS);
  const back = await contender.connect(place, away);
  /** @type {Set<number>} */
  const heard = new Set();
  let heardAt = performance.now();
  back.listen((number) => {
    heard.add(number);
    heardAt = performance.now();
  });
  await until(() => heard.size >= SETUP.messages || performance.now() - heardAt > QUIET_MS, LIMIT_MS);
  back.cut();
  stage.close();
  return heard.size;
}

/** Many rooms at a steady rate. @param {Contender} contender @param {number} seconds */
async function spreadOver(contender, seconds) {
  const { rooms, listeners, messagesPerSecond } = SETUP.spread;
  /** @type {number[]} */
  const latencies = [];
  let counts = false;
  const told = (/** @type {number} */ sentAt) => {
    if (counts) latencies.push(performance.now() - sentAt);
  };
  /** @type {Stage[]} */
  const stages = [];
  const names = Array.from({ length: rooms }, (_, index) => `spread-${index}`);
  const open = async () => {
    for (let name = names.pop(); name !== undefined; name = names.pop()) {
      stages.push(await Stage.open(contender, name, listeners, told));
    }
  };
  await Promise.all(Array.from({ length: JOINING_AT_ONCE }, open));
  const begun = performance.now();
  const elapsed = () => (performance.now() - begun) / 1_000;
  let before = 0;
  for (let said = 0; elapsed() < WARM_UP.seconds + seconds; await pause(TICK_MS)) {
    if (!counts && elapsed() >= WARM_UP.seconds) {
      counts = true;
      before = stages.reduce((sum, stage) => sum + stage.deliveries, 0);
    }
    for (const due = elapsed() * messagesPerSecond; said < due; said++) stages[said % rooms].say(1);
  }
  counts = false;
  const delivered = stages.reduce((sum, stage) => sum + stage.deliveries, 0) - before;
  await until(() => stages.every((stage) => stage.isComplete), LIMIT_MS / 4);
  const complete = stages.every((stage) => stage.isComplete);
  for (const stage of stages) stage.close();
  return { deliveriesPerSecond: delivered / seconds, latency: summary(latencies), complete };
}

/**
 * Measures the chosen ones, in turns.
 *
 * @param {import('./systems/system.mjs').Surroundings} surroundings
 * @param {{ systems: string[], quick: boolean, say: (text: string) => void }} how
 * @returns {Promise<Deliveries>}
 */
export async function measureDeliveries(surroundings, { systems, quick, say }) {
  const all = contenders(surroundings).filter(({ option }) => systems.includes(option));
  const rounds = quick ? 2 : 5;
  const seconds = quick ? 4 : SETUP.spread.seconds;
  try {
    await Promise.all(all.map(({ system }) => system.start()));
    /** @type {Map<Contender, Awaited<ReturnType<typeof burstRound>>[]>} */
    const measured = new Map(all.map((contender) => [contender, []]));
    const warmUp = quick ? WARM_UP.quickRounds : WARM_UP.rounds;
    for (let round = -warmUp; round < rounds; round++) {
      for (const contender of all) {
        await pause(round < 0 ? WARM_UP.restMs : REST_MS);
        const result = await burstRound(contender, `burst-${round + warmUp}`);
        say(`${contender.name}: burst ${Math.round(result.deliveriesPerSecond)} deliveries/s`);
        if (round >= 0) measured.get(contender)?.push(result);
      }
    }
    /** @type {Burst[]} */
    const burst = [];
    for (const [contender, results] of measured) {
      const rates = results.map(({ deliveriesPerSecond }) => deliveriesPerSecond);
      burst.push({
        system: contender.name,
        deliveriesPerSecond: Number(quantile(rates, 0.5)),
        slowest: Math.min(...rates),
        fastest: Math.max(...rates),
        acceptedPerSecond: Number(quantile(results.map(({ acceptedPerSecond }) => acceptedPerSecond), 0.5)),
        complete: results.every(({ complete }) => complete),
        replayed: await replayed(contender, 'replay'),
      });
    }
    /** @type {Spread[]} */
    const spread = [];
    for (const contender of all) {
      say(`${contender.name}: spread over ${SETUP.spread.rooms} rooms`);
      spread.push({ system: contender.name, ...(await spreadOver(contender, seconds)) });
      say(`  ${JSON.stringify(spread.at(-1))}`);
    }
    return { setup: { ...SETUP, rounds, warmUp, spread: { ...SETUP.spread, seconds } }, burst, spread };
  } finally {
    for (const { system } of all) await system.stop();
  }
}
