/**
 * What the harness needs of a system to measure it.
 *
 * @typedef {object} System
 * @property {string} name
 * @property {() => Promise<void>} start
 * @property {() => Promise<void>} stop
 * @property {import('../proxy.mjs').Address[]} servers its nodes
 * @property {(node: number, signal: NodeJS.Signals) => Promise<void>} end returns when the node is gone
 * @property {(node: number) => Promise<void>} begin starts a node that has ended; returns when it serves
 * @property {import('./redis.mjs').RedisFaults} [redis] absent when it has none
 * @property {(client: Place & { events: SubscriberEvents }) => Promise<Closable>} subscribe returns when it would hear messages
 * @property {(client: Place) => Promise<Closable & { send(content: string): Promise<void> }>} publish what `send` answers is
 *     fulfilled when the system has accepted the message, rejected when it is given up
 *
 * @typedef {object} Place
 * @property {string} address the client's own way to the system: host and port
 * @property {string} room
 * @property {string} user
 *
 * @typedef {{ close(): Promise<void> | void }} Closable
 *
 * @typedef {object} SubscriberEvents
 * @property {(content: string) => void} message
 * @property {() => void} lost the client knows that its connection is gone
 * @property {(told: import('../checker.mjs').Told) => void} returned
 * @property {(text: string) => void} remark something that whoever reads the results should know
 *
 * @typedef {object} Surroundings
 * @property {string} root the repository
 * @property {string} directory for data and logs of this run
 * @property {{ benchmarks: string[], peers: string[] }} java program, options and class path
 * @property {string} redis the Redis that Holdline brings along
 * @property {number} [nodes] how many, where there may be several
 * @property {boolean} [forgetful] keeps nothing for those who come back, where that can be chosen
 * @property {boolean} [prompt] notice dead lines as fast as Holdline does, instead of by the peer's own defaults
 */
export {};
