/** One node of Socket.IO. Says `ready` when it listens; ends with its standard input or a SIGTERM. */
import { createServer } from 'node:http';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { createClient } from 'redis';
import { Server } from 'socket.io';

const RECOVERY = { connectionStateRecovery: { maxDisconnectionDuration: 120_000, skipMiddlewares: true } };
/** What Holdline's clients do. */
const PROMPT = { pingInterval: 1_000, pingTimeout: 700 };

/** @type {{ port: number, redis: string, prompt: boolean, store: boolean }} */
const setup = JSON.parse(process.argv[2]);
const http = createServer();
const redis = setup.store ? createClient({ url: setup.redis }) : undefined;
redis?.on('error', (problem) => console.error(problem.message));
await redis?.connect();
const io = new Server(http, {
  transports: ['websocket'],
  ...(setup.prompt ? PROMPT : {}),
  ...(redis ? { adapter: createAdapter(redis), ...RECOVERY } : {}),
});

io.on('connection', (socket) => {
  const { room } = socket.handshake.auth;
  if (!socket.recovered) socket.join(room);
  socket.on('publish', (content, accepted) => {
    socket.to(room).emit('message', content);
    accepted(null);
  });
});

http.listen(setup.port, '127.0.0.1', () => console.log('ready'));

// Nobody hears of a command that failed with its connection, and Node would end over it.
process.on('unhandledRejection', (problem) => console.error(problem));

let ending = false;
async function end() {
  if (ending) return;
  ending = true;
  await io.close();
  setTimeout(() => process.exit(0), 200); // what closing wrote about the sessions has to reach Redis
}
process.on('SIGTERM', end);
process.stdin.on('end', end).resume();
