import { summary } from './statistics.mjs';

/**
 * What a client was told when it was back: that nothing is missing, that something is (a gap of which it was told), or
 * that it begins anew, which says the same without saying what.
 *
 * @typedef {'recovered' | 'gap' | 'anew'} Told
 *
 * @typedef {object} Outage one loss of a connection, from its cause to the return; all times in milliseconds
 * @property {number} [cutAt] when the line was cut; absent when the harness did not cut it
 * @property {number} [backAt] when the line would have carried a new connection again
 * @property {number} [noticedAt] when the client knew
 * @property {number} returnedAt
 * @property {Told} told
 *
 * @typedef {object} Message
 * @property {string} publisher
 * @property {number} number counted by its publisher, from 1
 * @property {number} sentAt
 * @property {number} [acceptedAt] when its publisher was told that it is accepted; absent when never
 */

/** A message belongs to an outage that began or ended this close to it: acknowledgement and delivery take time. */
const NEAR_MS = 500;

/** Everything said in one room and what each of its subscribers heard. */
class RoomLedger {
  /** @type {Map<string, Message>} */
  messages = new Map();
  /** @type {Subscriber[]} */
  subscribers = [];
}

/** What one subscriber saw of its room. */
export class Subscriber {
  /** When each message came first; a map keeps the order of arrival. @type {Map<string, number>} */
  #heard = new Map();
  /** @type {Outage[]} */
  outages = [];
  /** @type {Partial<Outage> | undefined} */
  #outage;
  doubled = 0;

  /** @param {string} id @param {number} at */
  received(id, at) {
    if (this.#heard.has(id)) this.doubled += 1;
    else this.#heard.set(id, at);
  }

  /** The line was cut, or fell silent. @param {number} at */
  cut(at) {
    this.#outage ??= { cutAt: at };
    delete this.#outage.backAt;
  }

  /** The line is whole again, if the client only tries. @param {number} at */
  back(at) {
    if (this.#outage) this.#outage.backAt = at;
  }

  /** The client knows that its connection is gone. @param {number} at */
  noticed(at) {
    this.#outage ??= {};
    this.#outage.noticedAt ??= at;
  }

  /** @param {number} at @param {Told} told */
  returned(at, told) {
    this.outages.push({ ...this.#outage, returnedAt: at, told });
    this.#outage = undefined;
  }

  /** Lost its connection and has not come back. */
  get isAway() {
    return this.#outage !== undefined;
  }

  /** Since when; never when it is there. */
  get awaySince() {
    return this.#outage ? (this.#outage.cutAt ?? this.#outage.noticedAt ?? 0) : Infinity;
  }

  get heard() {
    return this.#heard;
  }
}

/** Knows every accepted message and finds what did not reach whom, came twice or out of order. */
export class Checker {
  /** @type {Map<string, RoomLedger>} */
  #rooms = new Map();

  /** @param {string} room */
  subscriber(room) {
    const subscriber = new Subscriber();
    this.#room(room).subscribers.push(subscriber);
    return subscriber;
  }

  /** @param {string} room @param {string} id @param {{ publisher: string, number: number, at: number }} message */
  sent(room, id, { publisher, number, at }) {
    this.#room(room).messages.set(id, { publisher, number, sentAt: at });
  }

  /** @param {string} room @param {string} id @param {number} at */
  accepted(room, id, at) {
    const message = this.#room(room).messages.get(id);
    if (!message) throw new Error(`${id} was accepted and never sent`);
    message.acceptedAt ??= at;
  }

  /** True when every subscriber is there and has heard every accepted message. */
  get isComplete() {
    return [...this.#rooms.values()].every(({ messages, subscribers }) =>
      subscribers.every((subscriber) => !subscriber.isAway && missing(messages, subscriber).length === 0),
    );
  }

  report() {
    const total = {
      accepted: 0,
      unanswered: 0,
      expected: 0,
      reconnects: 0,
      calledRecovered: 0,
      announced: 0,
      reconnectsWithLoss: 0,
      incompleteReconnects: 0,
      lost: 0,
      lostWhileConnected: 0,
      missedAway: 0,
      missedAnnounced: 0,
      doubled: 0,
      outOfOrder: 0,
      disagreements: 0,
      unknown: 0,
      away: 0,
    };
    /** @type {number[]} */
    const recovery = [];
    /** @type {number[]} */
    const detection = [];
    for (const { messages, subscribers } of this.#rooms.values()) {
      const accepted = acceptedOf(messages);
      total.accepted += accepted.length;
      total.unanswered += messages.size - accepted.length;
      total.expected += accepted.length * subscribers.length;
      total.disagreements += disagreements(subscribers);
      for (const subscriber of subscribers) {
        add(total, judged(messages, subscriber));
        recovery.push(...recoveryTimes(accepted, subscriber));
        detection.push(...detectionTimes(subscriber));
      }
    }
    return { ...total, recovery: summary(recovery), detection: summary(detection) };
  }

  /** @param {string} name */
  #room(name) {
    const room = this.#rooms.get(name) ?? new RoomLedger();
    this.#rooms.set(name, room);
    return room;
  }
}

/** @param {Map<string, Message>} messages */
function acceptedOf(messages) {
  return [...messages]
    .filter(([, message]) => message.acceptedAt !== undefined)
    .map(([id, message]) => ({ id, acceptedAt: Number(message.acceptedAt) }));
}

/** @param {Map<string, Message>} messages @param {Subscriber} subscriber */
function missing(messages, subscriber) {
  return [...messages]
    .filter(([id, message]) => message.acceptedAt !== undefined && !subscriber.heard.has(id))
    .map(([, message]) => message);
}

/** @param {Map<string, Message>} messages @param {Subscriber} subscriber */
function judged(messages, subscriber) {
  const { outages, doubled } = subscriber;
  const withLoss = new Set();
  const incomplete = new Set();
  const found = {
    reconnects: outages.length,
    calledRecovered: outages.filter((outage) => outage.told === 'recovered').length,
    announced: outages.filter((outage) => outage.told !== 'recovered').length,
    reconnectsWithLoss: 0,
    incompleteReconnects: 0,
    lost: 0,
    lostWhileConnected: 0,
    missedAway: 0,
    missedAnnounced: 0,
    doubled,
    outOfOrder: 0,
    unknown: 0,
    away: subscriber.isAway ? 1 : 0,
  };
  for (const message of missing(messages, subscriber)) {
    const outage = outageOf(message, outages);
    if (outage) incomplete.add(outage);
    if (outage && outage.told !== 'recovered') {
      found.missedAnnounced += 1;
      continue;
    }
    if (!outage && Number(message.acceptedAt) >= subscriber.awaySince - NEAR_MS) {
      found.missedAway += 1;
      continue;
    }
    found.lost += 1;
    if (outage) withLoss.add(outage);
    else found.lostWhileConnected += 1;
  }
  found.reconnectsWithLoss = withLoss.size;
  found.incompleteReconnects = incomplete.size;
  /** @type {Map<string, number>} */
  const last = new Map();
  for (const id of subscriber.heard.keys()) {
    const message = messages.get(id);
    if (!message) {
      found.unknown += 1;
      continue;
    }
    const before = last.get(message.publisher) ?? 0;
    if (message.number < before) found.outOfOrder += 1;
    else last.set(message.publisher, message.number);
  }
  return found;
}

/**
 * The outage in which a message was missed; of several one that was announced.
 *
 * @param {Message} message
 * @param {Outage[]} outages
 */
function outageOf(message, outages) {
  const near = outages.filter((outage) => {
    const begun = outage.cutAt ?? outage.noticedAt ?? outage.returnedAt;
    return Number(message.acceptedAt) >= begun - NEAR_MS && message.sentAt <= outage.returnedAt + NEAR_MS;
  });
  return near.find((outage) => outage.told !== 'recovered') ?? near[0];
}

/** How many messages came to a subscriber at another place than to the one who heard most. @param {Subscriber[]} subscribers */
function disagreements(subscribers) {
  const most = subscribers.reduce((a, b) => (b.heard.size > a.heard.size ? b : a), subscribers[0] ?? new Subscriber());
  const places = new Map([...most.heard.keys()].map((id, place) => [id, place]));
  let found = 0;
  for (const subscriber of subscribers) {
    let last = -1;
    for (const id of subscriber.heard.keys()) {
      const place = places.get(id);
      if (place === undefined) continue;
      if (place < last) found += 1;
      else last = place;
    }
  }
  return found;
}

/**
 * From the moment the line is whole again, and the client knows that it was not, to the moment it is back and has everything
 * that had been accepted meanwhile. A return that the next cut came upon is left out.
 *
 * @param {{ id: string, acceptedAt: number }[]} accepted
 * @param {Subscriber} subscriber
 */
function recoveryTimes(accepted, { outages, heard }) {
  const times = [];
  for (const [index, outage] of outages.entries()) {
    const begun = outage.cutAt ?? outage.noticedAt;
    if (begun === undefined) continue;
    const whole = Math.max(outage.backAt ?? 0, outage.noticedAt ?? begun);
    const arrivals = accepted
      .filter(({ acceptedAt }) => acceptedAt >= begun && acceptedAt <= whole)
      .map(({ id }) => heard.get(id) ?? 0);
    const recovered = Math.max(outage.returnedAt, ...arrivals);
    const next = outages[index + 1];
    if (next && (next.cutAt ?? next.noticedAt ?? Infinity) < recovered) continue;
    times.push(recovered - whole);
  }
  return times;
}

/** @param {Subscriber} subscriber */
function detectionTimes({ outages }) {
  return outages.flatMap(({ cutAt, noticedAt }) => (cutAt === undefined || noticedAt === undefined ? [] : [noticedAt - cutAt]));
}

/** @template {Record<string, number>} T @param {Record<string, number>} total @param {T} part */
function add(total, part) {
  for (const [name, value] of Object.entries(part)) total[name] = (total[name] ?? 0) + value;
}
