/**
 * The parts of OpenID Connect that a public client in a browser needs: authorization code with PKCE (RFC 7636, S256),
 * refresh, sign-out, and the checks of RFC 9700 and RFC 9207. No storage, no navigation: see sign-on.ts.
 */

/** What the server says about the company's sign-on: `GET /webrtc/sign-on`. */
export interface SignOnSettings {
  readonly issuer: string;
  readonly client_id: string;
  readonly scope: string;
}

/** The provider's own description, as far as it is used here. */
export interface Provider {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly end_session_endpoint?: string;
  readonly authorization_response_iss_parameter_supported?: boolean;
}

/** What must be remembered between going to the provider and coming back. */
export interface Request {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirectUri: string;
  readonly returnTo: string;
}

export interface Tokens {
  readonly access: string;
  readonly refresh?: string;
  readonly id?: string;
  /** Milliseconds of this machine's clock. */
  readonly expiresAt: number;
}

/** The provider refused; `code` is its own word, such as `invalid_grant` or `access_denied`. */
export class SignOnRefused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'SignOnRefused';
  }
}

type Fetch = typeof fetch;

export async function discover(issuer: string, get: Fetch): Promise<Provider> {
  const response = await get(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if (!response.ok) {
    throw new Error(`The sign-on service answered ${response.status}.`);
  }
  const provider = (await response.json()) as Provider;
  if (provider.issuer !== issuer) {
    throw new SignOnRefused('issuer_mismatch', 'The sign-on service calls itself by another name.');
  }
  return provider;
}

export function newRequest(redirectUri: string, returnTo: string): Request {
  return { state: random(), nonce: random(), verifier: random(), redirectUri, returnTo };
}

export async function authorizationUrl(provider: Provider, settings: SignOnSettings, request: Request): Promise<string> {
  const url = new URL(provider.authorization_endpoint);
  const parameters = {
    response_type: 'code',
    client_id: settings.client_id,
    redirect_uri: request.redirectUri,
    scope: settings.scope,
    state: request.state,
    nonce: request.nonce,
    code_challenge: await challenge(request.verifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) {
    url.searchParams.set(name, value);
  }
  return url.href;
}

/** Reads the provider's answer from the address it sent the browser back to; the code in it, or why there is none. */
export function codeOf(answer: URLSearchParams, request: Request, provider: Provider): string {
  const issuer = answer.get('iss');
  if (issuer === null ? provider.authorization_response_iss_parameter_supported === true : issuer !== provider.issuer) {
    throw new SignOnRefused('issuer_mismatch', 'The answer to the sign-on came from somebody else.');
  }
  const error = answer.get('error');
  if (error !== null) {
    throw new SignOnRefused(error, answer.get('error_description') ?? error);
  }
  const code = answer.get('code');
  if (code === null || answer.get('state') !== request.state) {
    throw new SignOnRefused('state_mismatch', 'The answer to the sign-on does not belong to this tab.');
  }
  return code;
}

export async function redeem(
  provider: Provider,
  settings: SignOnSettings,
  request: Request,
  code: string,
  post: Fetch,
): Promise<Tokens> {
  const tokens = await ask(provider, post, {
    grant_type: 'authorization_code',
    client_id: settings.client_id,
    code,
    redirect_uri: request.redirectUri,
    code_verifier: request.verifier,
  });
  const claims = tokens.id === undefined ? undefined : claimsOf(tokens.id);
  if (claims?.['nonce'] !== request.nonce || claims['iss'] !== provider.issuer || !isFor(claims, settings.client_id)) {
    throw new SignOnRefused('invalid_id_token', 'The sign-on service answered for another request.');
  }
  return tokens;
}

/** New tokens for old ones; a provider that sends no new refresh or id token means the old one to stay. */
export async function refresh(
  provider: Provider,
  settings: SignOnSettings,
  tokens: Tokens,
  post: Fetch,
): Promise<Tokens> {
  if (tokens.refresh === undefined) {
    throw new SignOnRefused('invalid_grant', 'The sign-on has ended.');
  }
  const fresh = await ask(provider, post, {
    grant_type: 'refresh_token',
    client_id: settings.client_id,
    refresh_token: tokens.refresh,
  });
  return { ...tokens, ...fresh };
}

export function signOutUrl(provider: Provider, settings: SignOnSettings, tokens: Tokens, returnUri: string): string {
  if (provider.end_session_endpoint === undefined) {
    return returnUri;
  }
  const url = new URL(provider.end_session_endpoint);
  url.searchParams.set('client_id', settings.client_id);
  url.searchParams.set('post_logout_redirect_uri', returnUri);
  if (tokens.id !== undefined) {
    url.searchParams.set('id_token_hint', tokens.id);
  }
  return url.href;
}

/** What a token says. Only for showing: the server checks signatures. */
export function claimsOf(token: string): Record<string, unknown> {
  const body = token.split('.')[1];
  if (body === undefined) {
    return {};
  }
  const bytes = Uint8Array.from(atob(body.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
}

async function ask(provider: Provider, post: Fetch, parameters: Record<string, string>): Promise<Tokens> {
  const response = await post(provider.token_endpoint, { method: 'POST', body: new URLSearchParams(parameters) });
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (!response.ok) {
    const code = String(body['error'] ?? response.status);
    if (response.status >= 500 || response.status === 429) {
      throw new Error(`The sign-on service answered ${response.status}.`);
    }
    throw new SignOnRefused(code, String(body['error_description'] ?? 'The sign-on service refused.'));
  }
  const text = (name: string) => (typeof body[name] === 'string' ? (body[name] as string) : undefined);
  const access = text('access_token');
  if (access === undefined) {
    throw new SignOnRefused('invalid_response', 'The sign-on service sent no token.');
  }
  const renewal = text('refresh_token');
  const identity = text('id_token');
  return {
    access,
    expiresAt: Date.now() + Number(body['expires_in'] ?? 60) * 1000,
    ...(renewal === undefined ? {} : { refresh: renewal }),
    ...(identity === undefined ? {} : { id: identity }),
  };
}

function isFor(claims: Record<string, unknown>, clientId: string): boolean {
  const audience = claims['aud'];
  return Array.isArray(audience) ? audience.includes(clientId) : audience === clientId;
}

/** 256 random bits, safe in an address. */
function random(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

async function challenge(verifier: string): Promise<string> {
  return base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
