// Writes src/protocol.ts from the definitions of the wire, or with --check tells whether it is current.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';

const wire = new URL('../../protocol/', import.meta.url);
const target = new URL('../src/protocol.ts', import.meta.url);

const read = (path) => JSON.parse(readFileSync(new URL(path, wire), 'utf8'));
const folder = (name) => readdirSync(new URL(name, wire)).sort().map((file) => read(name + file));
const pascal = (name) => name.replace(/(^|-)(\w)/g, (_, dash, letter) => letter.toUpperCase());
const quote = (text) => `'${text}'`;

const types = readdirSync(new URL('types/', wire)).sort().map((file) => ({ name: basename(file, '.json'), ...read(`types/${file}`) }));
const nameOf = (type) => (type.enum ? '' : 'Wire') + pascal(type.name);

function typeOf(schema, indent) {
  if (schema.$ref) return nameOf(types.find((type) => `types/${type.name}.json` === schema.$ref));
  if (schema.enum) return schema.enum.map(quote).join(' | ');
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type }, indent)).join(' | ');
  switch (schema.type) {
    case 'null': return 'null';
    case 'string': return 'string';
    case 'boolean': return 'boolean';
    case 'integer':
    case 'number': return 'number';
    case 'array': return `${typeOf(schema.items, indent)}[]`;
    case 'object': return objectOf(schema, indent);
    default: return 'unknown';
  }
}

function objectOf(schema, indent) {
  const fields = Object.entries(schema.properties ?? {});
  if (fields.length === 0) return 'Record<string, unknown>';
  const inner = `${indent}  `;
  const lines = fields.map(([name, field]) => {
    const comment = field.description ? `${inner}/** ${field.description}. */\n` : '';
    return `${comment}${inner}${name}${schema.required?.includes(name) ? '' : '?'}: ${typeOf(field, inner)};`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}

const messages = folder('messages/').filter((message) => message.available);
const payloads = (side) =>
  messages
    .filter((message) => message[side])
    .map((message) => `  /** ${message.description} */\n  ${quote(message.type)}: ${typeOf(message[side], '  ')};`)
    .join('\n');
const entries = (pairs) => pairs.map(([key, value]) => `  ${key}: ${value},`).join('\n');

const text = `/* Made from clients/protocol by tools/protocol-types.mjs. Do not edit: change the definitions and run it. */

${types.map((type) => `/** ${type.description}. */\nexport ${type.enum ? `type ${nameOf(type)} = ${typeOf(type, '')};` : `interface ${nameOf(type)} ${typeOf(type, '')}`}`).join('\n\n')}

/** Payloads that the server sends, by type. */
export interface ServerPayloads {
${payloads('server')}
}

/** Payloads that a client sends, by type. */
export interface ClientPayloads {
${payloads('client')}
}

export type MessageClass = 'durable' | 'signaling' | 'ephemeral' | 'control';

/** The class of each message type. */
export const MESSAGE_CLASSES = {
${entries(folder('messages/').map((message) => [quote(message.type), quote(message.class)]))}
} as const satisfies Record<string, MessageClass>;

/** Codes of refusals that may be tried again. */
export const RETRYABLE_CODES: ReadonlySet<string> = new Set([
${read('problems.json').filter((problem) => problem.retryable).map((problem) => `  ${quote(problem.code)},`).join('\n')}
]);

/** What a client does after a close. */
export type AfterClose = ${[...new Set(read('closes.json').map((close) => quote(close.then)))].join(' | ')};

export const CLOSE_CODES: Readonly<Record<number, { name: string; then: AfterClose }>> = {
${entries(read('closes.json').map((close) => [close.code, `{ name: ${quote(close.name)}, then: ${quote(close.then)} }`]))}
};
`;

if (!process.argv.includes('--check')) {
  writeFileSync(target, text);
} else if (readFileSync(target, 'utf8') !== text) {
  console.error('src/protocol.ts is older than clients/protocol: run tools/protocol-types.mjs with Node and commit the result');
  process.exitCode = 1;
}
