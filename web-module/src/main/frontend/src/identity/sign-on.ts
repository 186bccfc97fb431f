import * as openid from './openid.js';

/** Who is signed in, as the page shows it. */
export interface Identity {
  readonly name: string;
}

const TOKENS = 'holdline.tokens';
const REQUEST = 'holdline.sign-on';
/** A token this close to its end is renewed before it is used. */
const MARGIN_MS = 30_000;

/**
 * The tab's sign-on. Tokens live in this tab's session storage, so that a reload keeps the call, and nowhere else; they
 * go to this server and to the provider.
 */
export class SignOn {
  readonly #settings: openid.SignOnSettings;
  #provider: Promise<openid.Provider> | undefined;
  #tokens: openid.Tokens | undefined;
  #renewal: Promise<openid.Tokens> | undefined;
  readonly #onEnd: () => void;

  private constructor(settings: openid.SignOnSettings, onEnd: () => void) {
    this.#settings = settings;
    this.#onEnd = onEnd;
    const kept = sessionStorage.getItem(TOKENS);
    this.#tokens = kept === null ? undefined : (JSON.parse(kept) as openid.Tokens);
  }

  /** Asks the server who signs people on. `onEnd` is called when the provider refuses to go on. */
  static async load(onEnd: () => void): Promise<SignOn> {
    const response = await fetch('/webrtc/sign-on');
    if (!response.ok) {
      throw new Error(`The server answered ${response.status}.`);
    }
    return new SignOn((await response.json()) as openid.SignOnSettings, onEnd);
  }

  get identity(): Identity | undefined {
    if (this.#tokens === undefined) {
      return undefined;
    }
    const claims = openid.claimsOf(this.#tokens.id ?? this.#tokens.access);
    const name = claims['name'] ?? claims['preferred_username'] ?? claims['email'] ?? claims['sub'];
    return { name: typeof name === 'string' && name.length > 0 ? name : 'You' };
  }

  /** Goes to the provider; the browser comes back to this page and {@link resume} takes it up. */
  async begin(returnTo: string): Promise<void> {
    if (!isSecureContext) {
      throw new Error('Signing in needs an https address (or localhost).');
    }
    const request = openid.newRequest(`${location.origin}/`, returnTo);
    const url = await openid.authorizationUrl(await this.#discover(), this.#settings, request);
    sessionStorage.setItem(REQUEST, JSON.stringify(request));
    location.assign(url);
  }

  /** Takes up the provider's answer if this page load is one; says where the person wanted to go. */
  async resume(): Promise<string | undefined> {
    const answer = new URLSearchParams(location.search);
    const kept = sessionStorage.getItem(REQUEST);
    if (!answer.has('state') || !(answer.has('code') || answer.has('error'))) {
      return undefined;
    }
    history.replaceState(null, '', '/'); // the code must not stay in the address
    sessionStorage.removeItem(REQUEST);
    if (kept === null) {
      return undefined;
    }
    const request = JSON.parse(kept) as openid.Request;
    history.replaceState(null, '', request.returnTo);
    const provider = await this.#discover();
    const code = openid.codeOf(answer, request, provider);
    this.#keep(await openid.redeem(provider, this.#settings, request, code, fetch.bind(window)));
    return request.returnTo;
  }

  /** A token that is good for a while yet; a `fresh` one if the present is no longer accepted. While the provider is out of reach the present one serves until its end. */
  async accessToken({ fresh } = { fresh: false }): Promise<string> {
    const tokens = this.#tokens;
    if (tokens === undefined) {
      throw new openid.SignOnRefused('signed_out', 'You are signed out.');
    }
    if (!fresh && tokens.expiresAt - Date.now() > MARGIN_MS) {
      return tokens.access;
    }
    try {
      return (await this.#renew(tokens)).access;
    } catch (problem) {
      if (problem instanceof openid.SignOnRefused) {
        this.#forget();
        this.#onEnd();
      } else if (tokens.expiresAt > Date.now()) {
        return tokens.access;
      }
      throw problem;
    }
  }

  async signOut(): Promise<void> {
    const tokens = this.#tokens;
    this.#forget();
    const home = `${location.origin}/`;
    if (tokens === undefined) {
      location.assign(home);
      return;
    }
    const provider = await this.#discover().catch(() => undefined);
    location.assign(provider === undefined ? home : openid.signOutUrl(provider, this.#settings, tokens, home));
  }

  #renew(tokens: openid.Tokens): Promise<openid.Tokens> {
    this.#renewal ??= this.#discover()
      .then((provider) => openid.refresh(provider, this.#settings, tokens, fetch.bind(window)))
      .then((fresh) => {
        if (this.#tokens !== undefined) {
          this.#keep(fresh);
        }
        return fresh;
      })
      .finally(() => (this.#renewal = undefined));
    return this.#renewal;
  }

  #discover(): Promise<openid.Provider> {
    this.#provider ??= openid.discover(this.#settings.issuer, fetch.bind(window)).catch((problem: unknown) => {
      this.#provider = undefined; // the next use tries again
      throw problem;
    });
    return this.#provider;
  }

  #keep(tokens: openid.Tokens): void {
    this.#tokens = tokens;
    sessionStorage.setItem(TOKENS, JSON.stringify(tokens));
  }

  #forget(): void {
    this.#tokens = undefined;
    sessionStorage.removeItem(TOKENS);
  }
}
