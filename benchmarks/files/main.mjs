/** The harness of files between two browsers and through the server. */
import fs from 'node:fs';
import { measure } from '../one-node.mjs';
import { CASES } from './cases.mjs';
import { pageOf } from './page.mjs';

const versionOf = (name) => JSON.parse(fs.readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;

await measure({
  subject: 'files',
  cases: CASES,
  about: () => ({ versions: Object.fromEntries(['@tus/server', 'tus-js-client'].map((name) => [name, versionOf(name)])) }),
  pageOf,
});
