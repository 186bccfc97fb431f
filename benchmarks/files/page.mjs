/** The page of results, in Markdown. */
export function pageOf({ machine, date, quick, versions, results, failures }) {
  const { direct, relay, memory, small, again, changed } = results;
  return [
    `# Files: figures

Written by \`benchmarks/files/run\`; do not edit. ${machine}, ${date}${quick ? ' (a quick run)' : ''}. Holdline as packed, with the settings of \`deploy/run\`${direct ? `; two Chromium ${direct.browser} without windows, each with a profile on the disk` : ''};
\`@tus/server\` ${versions['@tus/server']} and \`tus-js-client\` ${versions['tus-js-client']}.

**How to read it.** Sender, receiver, server, PostgreSQL and Redis share the machine's cores, so look at the ratios before the bare figures; what is compared took turns in the same run. MB: a million bytes. How files
travel: [files](files.md), [data channels](data-channels.md).`,
    summary(results),
    failures.map((failure) => `- Not measured: ${failure}`).join('\n'),
    direct &&
      `## From page to page

One file of ${mb(direct.bytes)}, from its sender's disk to its receiver's, each chunk verified, written, flushed and read back; beside a bare data channel between the same two browsers that carries messages of
the same size and throws them away. In turns, ${direct.rounds} ${direct.rounds === 1 ? 'round' : 'rounds each, the median counts'}.

| | MB/s |
|---|---|
| bare data channel | ${direct.bare.toFixed(1)} |
| \`room.files\` | ${direct.ours.toFixed(1)} |

That is **${percent(direct.share)}** (target: 90 %). Reading and describing the file beforehand took ${seconds(direct.preparedMs)}.`,
    small &&
      `## Many small files

${small.count.toLocaleString('en')} files of ${small.bytes.toLocaleString('en')} bytes, and one file of the same size, directly.

| | described in | sent in |
|---|---|---|
| one file | ${seconds(small.onePreparedMs)} | ${seconds(small.oneMs)} |
| ${small.count.toLocaleString('en')} files | ${seconds(small.manyPreparedMs)} | ${seconds(small.manyMs)} |

The many take **${small.ratio.toFixed(1)} times** as long as the one (target: at most 2).`,
    again &&
      `## Bytes sent again

A file of ${mb(again.bytes)}. The direct path goes dead without a word for good and the rest goes through the server; or a page is loaded anew and the direct path is made anew. Counted: all payload that leaves the sender, over either way, less the file. Target: under 1 % of 100 MB.

| what happens | sent again | of the file | whole after |
|---|---|---|---|
${again.rows.map((row) => `| ${row.name} | ${Math.round(row.againBytes / 1_000).toLocaleString('en')} kB | ${(100 * row.share).toFixed(2)} % | ${seconds(row.ms)} |`).join('\n')}

Whole after: from the moment of acceptance, what came before the cut included. The SDK notices after two seconds that nothing comes through, and takes the server a second later.`,
    changed &&
      `## A folder that is sent again

${changed.count.toLocaleString('en')} files of ${changed.bytes.toLocaleString('en')} bytes; ${changed.changed} are changed and the folder is sent once more, to somebody who still has what came first: ${Math.round(changed.sentBytes / 1_000).toLocaleString('en')} kB travel, **${(100 * changed.share).toFixed(2)} %** (target: under
1 %), in ${seconds(changed.secondMs)} instead of ${seconds(changed.firstMs)}.`,
    relay &&
      `## To the server

${mb(relay.bytes)} from the memory of a Node process to the server, by the SDK and, in turns, by \`tus-js-client\` ${versions['tus-js-client']} to \`@tus/server\` ${versions['@tus/server']} with its file store; ${relay.rounds} ${relay.rounds === 1 ? 'round' : 'rounds each, the median counts'},
after ${relay.warmUps} that do not count and, of Holdline alone, ${relay.smallWarmUps} small ones. Holdline verifies each chunk (SHA-256), encrypts it (AES-256-GCM), and syncs it to the disk before it answers; tus writes the bytes as they come, and answers while they are in the memory
of the operating system. So its upload is measured until it answers, and until its file has been synced to the same disk. The clock starts with the first request of each upload; the SDK's
comes ${relay.heardMs.toFixed(0)} ms after the receiver has asked to accept. Processor: of sender and server together, for one upload.

| | MB/s | processor |
|---|---|---|
| tus, until it answers | ${relay.tus.toFixed(0)} | ${seconds(relay.tusCpu)} |
| tus, until the disk has it | ${relay.synced.toFixed(0)} | |
| Holdline, until the disk has it | ${relay.ours.toFixed(0)} | ${seconds(relay.oursCpu)} |

That is **${percent(relay.share)}** of what tus answers and **${percent(relay.shareSynced)}** of what it stores (target: 100 %). Sender and server use
${((relay.oursCpu / 1_000) * (relay.ours / (relay.bytes / MB))).toFixed(1)} cores while an upload lasts; PostgreSQL, which notes where each chunk is, works beside them. In the same run, one core alone does SHA-256 at ${relay.floors.sha256.toFixed(0)} MB/s and AES-256-GCM at ${relay.floors.aes.toFixed(0)} MB/s, and the disk takes files
of 16 MiB, each synced, at ${relay.floors.disk.toFixed(0)} MB/s.`,
    memory &&
      `## Memory of the server

The most memory that the server's process has (resident set) while a file goes through it, up and down again. One is measured after the other, so each contains what Java has kept since: its heap grows
to what its settings allow (768 MiB), whatever the size of a file.

| file | memory of the server |
|---|---|
${memory.rows.map((row) => `| ${mb(row.bytes)} | ${mb(row.peakBytes)} |`).join('\n')}`,
    `## Run it

\`benchmarks/files/run\` builds, installs tus and the browser's driver (npm), runs everything in about 14 minutes and writes this page and \`benchmarks/files/target/results.json\`. \`benchmarks/files/run quick\` takes about 4 minutes and only
prints; \`--cases\` chooses. It needs Chromium (\`HOLDLINE_BROWSER\` names another).`,
  ]
    .filter((part) => part)
    .join('\n\n')
    .concat('\n');
}

const MB = 1_000_000;

/** What is asked of it, and what came out. */
function summary({ direct, relay, memory, small, again, changed }) {
  const worst = again && [...again.rows].sort((one, other) => other.share - one.share)[0];
  const [least, most] = memory ? [memory.rows[0], memory.rows.at(-1)] : [];
  const rows = [
    direct && ['one large file from page to page, beside a bare data channel', percent(direct.share), 'at least 90 %'],
    small && [`${small.count.toLocaleString('en')} small files, beside one of their size`, `${small.ratio.toFixed(1)} times the time`, 'at most 2 times'],
    worst && [`sent again, the most of ${again.rows.length} interruptions (${worst.name})`, `${(100 * worst.share).toFixed(2)} % of the file`, 'under 1 %'],
    changed && ['a folder sent again of which three of a thousand files changed', `${(100 * changed.share).toFixed(2)} % of its bytes`, 'under 1 %'],
    relay && ['an upload to the server until its disk has it, beside tus until it answers', percent(relay.share), 'at least 100 %'],
    relay && ['the same, beside tus whose file is synced as well', percent(relay.shareSynced), 'at least 100 %'],
    least && [`memory of the server for ${mb(most.bytes)}, beside ${mb(least.bytes)}`, `${mb(most.peakBytes)} beside ${mb(least.peakBytes)}`, 'flat'],
  ];
  return `| what | measured | target |
|---|---|---|
${rows.filter((row) => row).map((row) => `| ${row.join(' | ')} |`).join('\n')}`;
}

const mb = (bytes) => `${Math.round(bytes / MB).toLocaleString('en')} MB`;
const percent = (share) => `${Math.round(100 * share)} %`;
const seconds = (ms) => `${(ms / 1_000).toFixed(1)} s`;
