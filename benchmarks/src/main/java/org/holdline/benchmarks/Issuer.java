package org.holdline.benchmarks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;

/** The least that an OpenID Connect provider is: a discovery document, one key, tokens. */
final class Issuer implements AutoCloseable {
  /** Followed by a user's name, answers a token of that user. */
  static final String TOKEN_PATH = "/token/";

  private static final Duration TOKEN_LIFE = Duration.ofHours(4);
  private static final int KEY_BITS = 2048;

  private final HttpServer server;
  private final RSAKey key;

  private Issuer(HttpServer server, RSAKey key) {
    this.server = server;
    this.key = key;
  }

  static Issuer start() throws IOException {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var issuer =
          new Issuer(
              HttpServer.create(address, 0), new RSAKeyGenerator(KEY_BITS).keyID("one").generate());
      issuer.serve();
      return issuer;
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK makes RSA keys", e);
    }
  }

  private void serve() {
    var discovery = "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(url(), url());
    var keys = new JWKSet(key.toPublicJWK()).toString();
    server.createContext(
        "/.well-known/openid-configuration", exchange -> answer(exchange, discovery));
    server.createContext("/keys", exchange -> answer(exchange, keys));
    server.createContext(TOKEN_PATH, exchange -> answer(exchange, quoted(token(user(exchange)))));
    server.start();
  }

  private static String user(HttpExchange exchange) {
    return exchange.getRequestURI().getPath().substring(TOKEN_PATH.length());
  }

  private static String quoted(String token) {
    return "\"" + token + "\"";
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    try (var body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** An access token of that user. */
  String token(String user) {
    var expires = Clock.systemUTC().instant().plus(TOKEN_LIFE);
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(url())
            .audience("holdline")
            .subject(user)
            .claim("typ", "Bearer")
            .claim("name", user)
            .expirationTime(Date.from(expires))
            .build();
    var token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims);
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("the key signs", e);
    }
    return token.serialize();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
