/** What this browser remembers of a person's wishes. Nothing in it is needed; a refused store is no problem. */
export interface Preferences {
  readonly microphone: string;
  readonly camera: string;
  readonly audio: boolean;
  readonly video: boolean;
  readonly keys: boolean;
}

const KEY = 'holdline.preferences';
const DEFAULTS: Preferences = { microphone: '', camera: '', audio: true, video: true, keys: true };

export function preferences(store: Pick<Storage, 'getItem'> = localStorage): Preferences {
  try {
    const kept = JSON.parse(store.getItem(KEY) ?? '{}') as Record<string, unknown>;
    const text = (name: keyof Preferences) => (typeof kept[name] === 'string' ? (kept[name] as string) : '');
    const flag = (name: keyof Preferences) => (typeof kept[name] === 'boolean' ? (kept[name] as boolean) : true);
    return {
      microphone: text('microphone'),
      camera: text('camera'),
      audio: flag('audio'),
      video: flag('video'),
      keys: flag('keys'),
    };
  } catch {
    return DEFAULTS;
  }
}

export function prefer(change: Partial<Preferences>, store: Pick<Storage, 'getItem' | 'setItem'> = localStorage): void {
  try {
    store.setItem(KEY, JSON.stringify({ ...preferences(store), ...change }));
  } catch {
    // a browser that keeps nothing asks again next time
  }
}
