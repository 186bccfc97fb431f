import { isNode, nodeFetch } from './node-fetch.js';
import type { Clock, IdentityGuard, PageSignals, Platform, Socket, Storage } from './ports.js';
import { browserDisk } from './transfer/browser-disk.js';

const LOCK_WAIT_MS = 300;

/** Keeps values as long as the process lives. */
export function memoryStorage(): Storage {
  const values = new Map<string, string>();
  return {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
  };
}

/** Keeps values in a browser's storage; `sessionStorage` gives each tab its own session. */
export function webStorage(area: globalThis.Storage): Storage {
  return {
    get: (key) => area.getItem(key),
    set: (key, value) => area.setItem(key, value),
    remove: (key) => area.removeItem(key),
  };
}

/** What this browser or Node process offers. */
export function defaultPlatform(): Platform {
  const platform: Platform = {
    clock: systemClock(),
    random: Math.random,
    uniqueName,
    socket: (url, protocols) => new WebSocket(url, protocols) as Socket,
    fetch: isNode() ? nodeFetch : (...request) => fetch(...request),
    storage: defaultStorage(),
    page: pageSignals(),
    guard: identityGuard(),
    disk: browserDisk(),
  };
  if (typeof RTCPeerConnection === 'function') {
    platform.peers = (configuration) => new RTCPeerConnection(configuration);
    platform.mediaStream = (tracks) => new MediaStream(tracks);
  }
  return platform;
}

function systemClock(): Clock {
  return {
    now: () => performance.timeOrigin + performance.now(),
    setTimeout: (run, delayMs) => setTimeout(run, delayMs),
    clearTimeout: (timer) => clearTimeout(timer as number),
  };
}

function uniqueName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}

function defaultStorage(): Storage {
  try {
    if (typeof window !== 'undefined') return webStorage(window.sessionStorage);
  } catch {
    // Storage is switched off in this browser: the room works, a reload starts anew.
  }
  return memoryStorage();
}

function pageSignals(): PageSignals {
  if (typeof document === 'undefined') {
    return { hidden: () => false, subscribe: () => () => undefined };
  }
  return {
    hidden: () => document.visibilityState === 'hidden',
    subscribe(listener) {
      const connection = (navigator as { connection?: EventTarget }).connection;
      const wires: [EventTarget | undefined, string, () => void][] = [
        [window, 'online', () => listener.networkChanged()],
        [window, 'offline', () => listener.networkChanged()],
        [window, 'pageshow', () => listener.networkChanged()],
        [connection, 'change', () => listener.networkChanged()],
        [document, 'visibilitychange', () => listener.visibilityChanged()],
      ];
      for (const [target, event, run] of wires) target?.addEventListener(event, run);
      return () => {
        for (const [target, event, run] of wires) target?.removeEventListener(event, run);
      };
    },
  };
}

/** A Web Lock per identity: a duplicated tab copies the storage, but cannot copy the lock. */
function identityGuard(): IdentityGuard {
  const locks = typeof navigator === 'undefined' || typeof document === 'undefined' ? undefined : navigator.locks;
  if (!locks) return { claim: async () => ({ ours: true, release: () => undefined }) };
  return {
    claim: (clientId) =>
      new Promise((resolve) => {
        // A reload asks before the page it replaces is quite gone, hence a short wait instead of none.
        const impatience = new AbortController();
        const timer = setTimeout(() => impatience.abort(), LOCK_WAIT_MS);
        locks
          .request(`holdline:${clientId}`, { signal: impatience.signal }, () => {
            clearTimeout(timer);
            return new Promise<void>((release) => resolve({ ours: true, release }));
          })
          .catch(() => resolve({ ours: false, release: () => undefined }));
      }),
  };
}
