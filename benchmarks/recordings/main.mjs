/** The harness of recordings, beside Debian's Janus. */
import { execFileSync } from 'node:child_process';
import { measure } from '../one-node.mjs';
import { recordByHoldline } from './holdline.mjs';
import { recordByJanus } from './janus.mjs';
import { pageOf } from './page.mjs';
import { measureSync } from './sync.mjs';

const secondsOf = (quick) => (quick ? 15 : 60);
const lasting = ({ server, directory, quick }) => ({ server, directory, seconds: secondsOf(quick) });

await measure({
  subject: 'recordings',
  cases: {
    composed480: (where) => recordByHoldline(lasting(where), { quality: 'low', layout: 'composed' }),
    twice480: (where) => recordByHoldline({ ...lasting(where), calls: 2 }, { quality: 'low', layout: 'composed' }),
    composed720: (where) => recordByHoldline(lasting(where), { quality: 'medium', layout: 'composed' }),
    tracks: (where) => recordByHoldline(lasting(where), { quality: 'low', layout: 'tracks' }),
    janus: (where) => recordByJanus(lasting(where)),
    sync: (where) => measureSync({ ...where, seconds: where.quick ? 20 : 300 }, { quality: 'low', layout: 'composed' }),
    syncTracks: (where) => measureSync({ ...where, seconds: where.quick ? 20 : 60 }, { quality: 'low', layout: 'tracks' }),
  },
  about: (quick) => ({ seconds: secondsOf(quick), janusVersion: execFileSync('dpkg-query', ['-W', '-f', '${Version}', 'janus'], { encoding: 'utf8' }) }),
  async warmUp({ server, directory, quick }, names) {
    if (names.every((name) => name === 'janus')) return;
    process.stderr.write('warming up\n');
    await recordByHoldline({ server, directory, seconds: secondsOf(quick) / 4 }, { quality: 'low', layout: 'composed' });
  },
  pageOf,
});
