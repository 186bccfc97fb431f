import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as openid from '../../main/frontend/src/identity/openid.js';

const PROVIDER: openid.Provider = {
  issuer: 'https://id.example/realm',
  authorization_endpoint: 'https://id.example/realm/auth?kept=1',
  token_endpoint: 'https://id.example/realm/token',
  end_session_endpoint: 'https://id.example/realm/logout',
};
const SETTINGS: openid.SignOnSettings = { issuer: PROVIDER.issuer, client_id: 'page', scope: 'openid profile' };
const REQUEST: openid.Request = { state: 's', nonce: 'n', verifier: 'v', redirectUri: 'https://h.example/', returnTo: '/r/x' };

function token(claims: object): string {
  return `h.${btoa(JSON.stringify(claims)).replace(/=+$/, '')}.s`;
}

function answering(status: number, body: object, asked: URLSearchParams[] = []): typeof fetch {
  return async (_, init) => {
    asked.push(init?.body as URLSearchParams);
    return new Response(JSON.stringify(body), { status });
  };
}

const ID = { iss: PROVIDER.issuer, aud: 'page', nonce: 'n', name: 'Zoë' };

describe('sign-on', () => {
  test('asks for a code with a challenge of which only this tab knows the secret (RFC 7636, appendix B)', async () => {
    const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    const url = new URL(await openid.authorizationUrl(PROVIDER, SETTINGS, { ...REQUEST, verifier }));
    assert.equal(url.searchParams.get('code_challenge'), 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
    assert.equal(url.searchParams.get('code_challenge_method'), 'S256');
    assert.equal(url.searchParams.get('kept'), '1');
    assert(!url.href.includes(verifier));
  });

  test('secrets are long and never the same', () => {
    const [a, b] = [openid.newRequest('r', '/'), openid.newRequest('r', '/')];
    assert.equal(new Set([a.state, a.nonce, a.verifier, b.state, b.nonce, b.verifier]).size, 6);
    assert(/^[A-Za-z0-9_-]{43}$/.test(a.verifier));
  });

  test('an answer for another tab or from another provider is refused', () => {
    const code = (query: string) => openid.codeOf(new URLSearchParams(query), REQUEST, PROVIDER);
    assert.equal(code('code=c&state=s'), 'c');
    assert.equal(code('code=c&state=s&iss=https://id.example/realm'), 'c');
    assert.throws(() => code('code=c&state=other'), { code: 'state_mismatch' });
    assert.throws(() => code('code=c&state=s&iss=https://evil.example'), { code: 'issuer_mismatch' });
    assert.throws(() => code('error=access_denied&state=s'), { code: 'access_denied' });
    const strict = { ...PROVIDER, authorization_response_iss_parameter_supported: true };
    assert.throws(() => openid.codeOf(new URLSearchParams('code=c&state=s'), REQUEST, strict), { code: 'issuer_mismatch' });
  });

  test('tokens come for code and secret, and only with an identity made for this request', async () => {
    const asked: URLSearchParams[] = [];
    const body = { access_token: 'a', refresh_token: 'r', id_token: token(ID), expires_in: 300 };
    const tokens = await openid.redeem(PROVIDER, SETTINGS, REQUEST, 'c', answering(200, body, asked));
    assert.equal(tokens.access, 'a');
    assert(tokens.expiresAt > Date.now() + 290_000);
    assert.equal(asked[0]?.get('code_verifier'), 'v');
    for (const wrong of [{ ...ID, nonce: 'x' }, { ...ID, aud: ['other'] }, { ...ID, iss: 'x' }]) {
      const answer = answering(200, { ...body, id_token: token(wrong) });
      await assert.rejects(openid.redeem(PROVIDER, SETTINGS, REQUEST, 'c', answer), { code: 'invalid_id_token' });
    }
    await assert.rejects(openid.redeem(PROVIDER, SETTINGS, REQUEST, 'c', answering(200, { access_token: 'a' })), { code: 'invalid_id_token' });
  });

  test('a renewal keeps what the provider does not send anew', async () => {
    const old = { access: 'a', refresh: 'r', id: 'i', expiresAt: 0 };
    const fresh = await openid.refresh(PROVIDER, SETTINGS, old, answering(200, { access_token: 'b', expires_in: 60 }));
    assert.equal(`${fresh.access} ${fresh.refresh} ${fresh.id}`, 'b r i');
  });

  test('a refused renewal ends the sign-on, a provider that is down does not', async () => {
    const old = { access: 'a', refresh: 'r', expiresAt: 0 };
    await assert.rejects(openid.refresh(PROVIDER, SETTINGS, old, answering(400, { error: 'invalid_grant' })), { name: 'SignOnRefused' });
    await assert.rejects(openid.refresh(PROVIDER, SETTINGS, old, answering(503, {})), { name: 'Error' });
    await assert.rejects(openid.refresh(PROVIDER, SETTINGS, { access: 'a', expiresAt: 0 }, answering(200, {})), { code: 'invalid_grant' });
  });

  test('a provider that gives another issuer than was configured is not trusted', async () => {
    await assert.rejects(openid.discover('https://id.example/other', answering(200, PROVIDER)), { code: 'issuer_mismatch' });
  });

  test('signing out ends the session at the provider and comes back', () => {
    const url = new URL(openid.signOutUrl(PROVIDER, SETTINGS, { access: 'a', id: 'i', expiresAt: 0 }, 'https://h.example/'));
    assert.equal(url.searchParams.get('id_token_hint'), 'i');
    assert.equal(url.searchParams.get('post_logout_redirect_uri'), 'https://h.example/');
  });

  test('names are read as they are written', () => {
    const utf8 = String.fromCharCode(...new TextEncoder().encode(JSON.stringify(ID)));
    assert.equal(openid.claimsOf(`h.${btoa(utf8)}.s`)['name'], 'Zoë');
  });
});
