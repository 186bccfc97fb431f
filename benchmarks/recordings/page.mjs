/** The page of results, in Markdown. */
export function pageOf({ machine, date, quick, seconds, janusVersion, results, failures }) {
  const rows = [
    ['Holdline, composed, 480p24', results.composed480],
    ['Holdline, two calls at once, composed, 480p24', results.twice480],
    ['Holdline, composed, 720p30', results.composed720],
    ['Holdline, tracks, 480p24', results.tracks],
    ['Janus, tracks as they come', results.janus],
  ].filter(([, result]) => result);
  const synced = [
    ['composed', results.sync],
    ['tracks', results.syncTracks],
  ].filter(([, result]) => result);
  const chromium = (rows[0] ?? synced[0])?.[1].chromium ?? '';
  return [
    `# Recordings: figures

Written by \`benchmarks/recordings/run\`; do not edit. ${machine}, ${date}${quick ? ' (a quick run)' : ''}. Two pages of Chromium ${chromium} with its pretended camera (640x360, 30 pictures a second) and microphone, recorded for ${seconds} s by one node of Holdline
as packed, with the settings of \`deploy/run\`, and by Janus ${janusVersion} of Debian with its video room. Senders and server share the machine's cores. How recordings are made: [recordings](recordings.md).`,
    failures.map((failure) => `- Not measured: ${failure}`).join('\n'),
    rows.length === 0
      ? ''
      : `## What the two do

They do different things, so the figures are no race. Janus writes down the packets as they come: nothing is decoded, the picture has the size and gaps it came with, there is one file for each track, and none of them plays before
\`janus-pp-rec\` has made another of it; playing them together is up to whoever has them. Holdline decodes, draws everybody into one picture of a fixed size and pace, mixes the sound, codes both and stores what it has twice a second and more, so that the
file plays as it is whatever happens to the node; \`tracks\` fits each picture into the size that was asked for, and codes it anew too.

## Processor time and memory

Of the server's process, for each minute of the same call; its database and store are not counted. While nothing is recorded Janus receives what both send (it stands in the middle of a call), Holdline nothing (its calls go from page to page).
*Afterwards* is everything from the stop until there are files that play: for Holdline joining, storing, reading back and thumbnail, for Janus \`janus-pp-rec\`. Memory is the most that the process had; Holdline's is a Java server with all else that it does. *Left out* are pictures that the node was too slow to write (\`holdline_recording_pictures_left_out_total\`; target: none).

| | seconds of a core a minute, not recorded | recorded | left out | afterwards | files after | memory |
|---|---|---|---|---|---|---|
${rows.map(([name, result]) => `| ${name} | ${result.idle.toFixed(1)} | **${result.recording.toFixed(1)}** | ${result.leftOut ?? ''} | ${result.finishing.toFixed(1)} s | ${(result.finishedMs / 1_000).toFixed(1)} s | ${Math.round(result.peakBytes / 1_000_000)} MB |`).join('\n')}

## The files

Read to their end by \`ffprobe\`.

| | file | streams | pictures a second | length | size |
|---|---|---|---|---|---|
${rows.flatMap(([name, { files }]) => files.map((file) => `| ${name} | \`${file.name}\` | ${file.streams} | ${file.fps?.toFixed(1) ?? ''} | ${file.seconds.toFixed(1)} s | ${(file.bytes / 1_000_000).toFixed(1)} MB |`)).join('\n')}`,
    synced.length === 0
      ? ''
      : `## Picture and sound

One page sends a picture that turns white every two seconds while its sound beeps, by the clock of the sound; the other sends its camera. In the recorded files it is looked, with \`ffmpeg\`, how long each beep begins after its flash
(negative: before). A picture stands for ${(1_000 / 24).toFixed(0)} ms, and what the browser itself has between the two is in it. Target: 80 ms over five minutes.

| | recorded | flashes, with a beep | half of the beeps by | first fifth, last fifth | earliest, latest |
|---|---|---|---|---|---|
${synced.map(([name, one]) => `| ${name} | ${one.seconds} s | ${one.flashes}, ${one.matched} | **${one.median.toFixed(0)} ms** | ${one.first.toFixed(0)} ms, ${one.last.toFixed(0)} ms | ${one.earliest.toFixed(0)} ms, ${one.latest.toFixed(0)} ms |`).join('\n')}`,
    `## Run it

\`benchmarks/recordings/run\` builds, installs the browser's driver (npm), runs everything in about 20 minutes and writes this page and \`benchmarks/recordings/target/results.json\`. \`benchmarks/recordings/run quick\` takes about 6 minutes and only
prints; \`--cases\` chooses. It needs Chromium (\`HOLDLINE_BROWSER\` names another) and Debian's packages \`janus\`, \`janus-tools\` and \`ffmpeg\`.`,
  ]
    .filter((part) => part)
    .join('\n\n')
    .concat('\n');
}
