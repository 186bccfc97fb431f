import { spawn } from 'node:child_process';
import fs from 'node:fs';

const SAMPLE_MS = 250;
/** Of the kernel's clock of processes. */
const TICKS_A_SECOND = 100;
const KIB = 1_024;

/** Seconds of processor time that a process has used. */
export function cpuSeconds(pid) {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

function residentBytes(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * KIB;
}

/** The most memory that a process has, until it is asked. */
export function watchMemory(pid) {
  let most = residentBytes(pid);
  const timer = setInterval(() => (most = Math.max(most, residentBytes(pid))), SAMPLE_MS);
  return () => {
    clearInterval(timer);
    return Math.max(most, residentBytes(pid));
  };
}

/** What a program says, and the processor time that it took. */
export async function timed(...command) {
  const child = spawn('bash', ['-c', '"$@" 2>&1; code=$?; times; exit $code', 'bash', ...command], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (piece) => (said += piece));
  const code = await new Promise((ended) => child.once('close', ended));
  if (code !== 0) throw new Error(`${command.join(' ')}: ${said}`);
  const lines = said.trimEnd().split('\n');
  const seconds = [...lines.at(-1).matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, minutes, rest]) => sum + 60 * Number(minutes) + Number(rest), 0);
  return { said: lines.slice(0, -2).join('\n'), seconds };
}

/** What a file holds, read to its end. */
export async function probe(file) {
  const { said } = await timed('ffprobe', '-v', 'error', '-count_packets', '-show_entries', 'stream=codec_name,width,height,nb_read_packets:format=duration', '-of', 'json', file);
  const { streams, format } = JSON.parse(said);
  const video = streams.find(({ width }) => width);
  return {
    bytes: fs.statSync(file).size,
    seconds: Number(format.duration),
    streams: streams.map(({ codec_name: codec, width, height }) => (width ? `${codec} ${width}x${height}` : codec)).join(', '),
    ...(video ? { fps: Number(video.nb_read_packets) / Number(format.duration) } : {}),
  };
}
