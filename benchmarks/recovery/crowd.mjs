import { Checker } from './checker.mjs';
import { Path } from './proxy.mjs';
import { pause, until } from './systems/program.mjs';

/** @typedef {import('./systems/system.mjs').System} System */

export const LOAD = {
  rooms: 20,
  subscribersPerRoom: 10,
  publishersPerRoom: 2,
  messagesPerSecond: 200,
  messageBytes: 200,
};
const TICK_MS = 5;
const JOINING_AT_ONCE = 20;
const DRAIN_LIMIT_MS = 30_000;

/**
 * One client and its way to the servers.
 *
 * @typedef {object} Member
 * @property {Path} path
 * @property {import('./checker.mjs').Subscriber} [subscriber] absent for a publisher
 * @property {{ close(): Promise<void> | void }} client
 */

/** Publishers and subscribers in their rooms, each behind a path of its own, and the checker that sees them all. */
export class Crowd {
  checker = new Checker();
  /** @type {Member[]} */
  subscribers = [];
  /** @type {Member[]} */
  publishers = [];
  /** Who gave up, what was given up, what was announced. @type {string[]} */
  remarks = [];
  /** The node that the balancer, which asks for their health, sends nobody to. @type {number | undefined} */
  outOfService;
  #speaking = false;
  /** @type {{ room: string, name: string, send(content: string): Promise<void>, said: number }[]} */
  #speakers = [];
  #waiting = 0;

  /** @param {System} system @param {string} name of its rooms */
  constructor(system, name) {
    this.system = system;
    this.name = name;
  }

  get members() {
    return [...this.subscribers, ...this.publishers];
  }

  get #servers() {
    return this.system.servers.filter((_, node) => node !== this.outOfService);
  }

  async join() {
    /** @type {(() => Promise<void>)[]} */
    const joins = [];
    for (let room = 0; room < LOAD.rooms; room++) {
      for (let i = 0; i < LOAD.subscribersPerRoom; i++) joins.push(() => this.#subscribe(`${this.name}-${room}`, i));
      for (let i = 0; i < LOAD.publishersPerRoom; i++) joins.push(() => this.#publish(`${this.name}-${room}`, i));
    }
    const takeTurns = async () => {
      for (let next = joins.shift(); next; next = joins.shift()) await next();
    };
    await Promise.all(Array.from({ length: JOINING_AT_ONCE }, takeTurns));
  }

  /** @param {string} room @param {number} index */
  async #subscribe(room, index) {
    const path = await new Path(() => this.#servers, index).open();
    const subscriber = this.checker.subscriber(room);
    const user = `${room}-s${index}`;
    const events = {
      message: (/** @type {string} */ content) => subscriber.received(content.slice(0, content.indexOf(' ')), performance.now()),
      lost: () => subscriber.noticed(performance.now()),
      returned: (/** @type {import('./checker.mjs').Told} */ told) => subscriber.returned(performance.now(), told),
      remark: (/** @type {string} */ text) => void this.remarks.push(`${user} ${text}`),
    };
    const client = await this.system.subscribe({ address: path.address, room, user, events });
    this.subscribers.push({ path, subscriber, client });
  }

  /** @param {string} room @param {number} index */
  async #publish(room, index) {
    const path = await new Path(() => this.#servers, index).open();
    const name = `p${index}`;
    const client = await this.system.publish({ address: path.address, room, user: `${room}-${name}` });
    this.publishers.push({ path, client });
    this.#speakers.push({ room, name, send: (content) => client.send(content), said: 0 });
  }

  /** Publishes at the load's rate until {@link finish}. */
  speak() {
    this.#speaking = true;
    const begun = performance.now();
    let said = 0;
    const tick = () => {
      if (!this.#speaking) return;
      const due = ((performance.now() - begun) / 1_000) * LOAD.messagesPerSecond;
      for (; said < due; said++) this.#say(this.#speakers[said % this.#speakers.length]);
      setTimeout(tick, TICK_MS);
    };
    tick();
  }

  /** @param {{ room: string, name: string, send(content: string): Promise<void>, said: number }} speaker */
  #say(speaker) {
    const { room, name } = speaker;
    const number = ++speaker.said;
    const id = `${room}/${name}/${number}`;
    this.checker.sent(room, id, { publisher: name, number, at: performance.now() });
    this.#waiting += 1;
    speaker
      .send(`${id} `.padEnd(LOAD.messageBytes, '.'))
      .then(
        () => this.checker.accepted(room, id, performance.now()),
        (problem) => void this.remarks.push(`${id} was given up, ${problem.message}`),
      )
      .finally(() => (this.#waiting -= 1));
  }

  /** Stops the load, gives everybody back the line and the time to catch up, and tells what the checker found. */
  async finish() {
    this.#speaking = false;
    for (const { path } of this.members) path.heal();
    const now = performance.now();
    for (const { subscriber } of this.subscribers) subscriber?.back(now);
    await until(() => this.#waiting === 0, DRAIN_LIMIT_MS);
    await until(() => this.checker.isComplete, DRAIN_LIMIT_MS);
    await pause(500); // for doubles that come late
    return { ...this.checker.report(), remarks: this.remarks };
  }

  async leave() {
    const members = this.members;
    await Promise.race([Promise.allSettled(members.map(({ client }) => client.close())), pause(5_000)]);
    await Promise.all(members.map(({ path }) => path.close()));
  }
}
