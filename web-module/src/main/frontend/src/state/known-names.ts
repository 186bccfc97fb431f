const KEY = 'holdline.names';
const KEPT_MAX = 500;

/** What people who were here are called, for as long as this tab is there: also after they have left and the page was loaded anew. */
export class KnownNames {
  readonly #names: Map<string, string>;
  readonly #store: () => Pick<Storage, 'getItem' | 'setItem'>;

  constructor(store: () => Pick<Storage, 'getItem' | 'setItem'> = () => sessionStorage) {
    this.#store = store;
    this.#names = new Map(this.#kept());
  }

  of(userId: string): string | undefined {
    return this.#names.get(userId);
  }

  learn(people: readonly { userId: string; username: string }[]): void {
    const unknown = people.filter(({ userId, username }) => this.#names.get(userId) !== username);
    if (unknown.length === 0) {
      return;
    }
    for (const { userId, username } of unknown) {
      this.#names.set(userId, username);
    }
    try {
      this.#store().setItem(KEY, JSON.stringify([...this.#names].slice(-KEPT_MAX)));
    } catch {
      // a browser that keeps nothing does not know them after a reload
    }
  }

  #kept(): [string, string][] {
    try {
      const kept: unknown = JSON.parse(this.#store().getItem(KEY) ?? '[]');
      return Array.isArray(kept) ? kept.filter((pair): pair is [string, string] => Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'string') : [];
    } catch {
      return [];
    }
  }
}
