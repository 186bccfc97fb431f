package org.holdline.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.holdline.identity.control.Caller;
import org.holdline.identity.entity.UserId;
import org.holdline.problem.entity.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidcTokenVerifierTest {
  private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

  private final TestProvider provider = new TestProvider();
  private Instant now = START;
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final OidcTokenVerifier verifier = verifier("groups");

  @AfterEach
  void stop() {
    provider.close();
  }

  private OidcTokenVerifier verifier(String groupsClaim) {
    return verifier("name,preferred_username", groupsClaim);
  }

  private OidcTokenVerifier verifier(String nameClaims, String groupsClaim) {
    var names = OidcSettings.names(nameClaims);
    var settings = new OidcSettings(provider.issuer(), "holdline", null, names, groupsClaim);
    return new OidcTokenVerifier(settings, new ProviderKeys(settings, clock), clock);
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(provider.issuer().toString())
        .audience(List.of("account", "holdline"))
        .subject("1f6a")
        .claim("name", "Ada")
        .claim("groups", List.of("staff", 7))
        .expirationTime(Date.from(START.plusSeconds(300)));
  }

  private String refusal(String token) {
    var refusal = catchThrowableOfType(ProblemException.class, () -> verifier.verify(token));
    return refusal == null ? "accepted" : refusal.code();
  }

  @Test
  void aGoodTokenNamesItsCaller() {
    assertThat(verifier.verify(provider.signed(claims().build())))
        .isEqualTo(new Caller(new UserId("1f6a"), "Ada", Set.of("staff"), START.plusSeconds(300)));
  }

  @Test
  void theSignatureMayBeOfAnyAllowedKind() throws JOSEException {
    var curve = new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
    provider.publish(provider.key.toPublicJWK(), curve.toPublicJWK());
    var token = new SignedJWT(new JWSHeader(JWSAlgorithm.ES256), claims().build());
    token.sign(new ECDSASigner(curve));
    assertThat(verifier.verify(token.serialize()).id().value()).isEqualTo("1f6a");
    var pss = TestProvider.signed(claims().build(), provider.key, JWSAlgorithm.PS256);
    assertThat(verifier.verify(pss).id().value()).isEqualTo("1f6a");
  }

  @Test
  void aTokenFromElsewhereIsInvalid() {
    var foreign = claims().issuer("https://elsewhere.example").build();
    assertThat(refusal(provider.signed(foreign))).isEqualTo("invalid_token");
  }

  @Test
  void aTokenForSomebodyElseIsInvalid() {
    assertThat(refusal(provider.signed(claims().audience("account").build())))
        .isEqualTo("invalid_token");
    assertThat(refusal(provider.signed(claims().audience((String) null).build())))
        .isEqualTo("invalid_token");
  }

  @Test
  void aTokenSignedByAnotherKeyIsInvalid() {
    var other = new RSAKey.Builder(TestProvider.STRANGER).keyID("first").build();
    assertThat(refusal(TestProvider.signed(claims().build(), other, JWSAlgorithm.RS256)))
        .isEqualTo("invalid_token");
  }

  @Test
  void aTokenThatBringsItsOwnKeyIsInvalid() throws JOSEException {
    var own = TestProvider.STRANGER;
    var header = new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(own.toPublicJWK()).build();
    var token = new SignedJWT(header, claims().build());
    token.sign(new RSASSASigner(own));
    assertThat(refusal(token.serialize())).isEqualTo("invalid_token");
  }

  @Test
  void anUnsignedTokenIsInvalid() {
    assertThat(refusal(new PlainJWT(claims().build()).serialize())).isEqualTo("invalid_token");
  }

  @Test
  void thePublicKeyIsNoSharedSecret() throws JOSEException {
    var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build();
    var token = new SignedJWT(header, claims().build());
    token.sign(new MACSigner(provider.key.toRSAPublicKey().getEncoded()));
    assertThat(refusal(token.serialize())).isEqualTo("invalid_token");
  }

  @Test
  void otherAlgorithmsAreInvalidEvenWithTheRightKey() {
    assertThat(refusal(TestProvider.signed(claims().build(), provider.key, JWSAlgorithm.RS512)))
        .isEqualTo("invalid_token");
  }

  @Test
  void aTokenLivesUntilItsEndAndAFewSecondsOfClockSkew() {
    var token = provider.signed(claims().build());
    now = START.plusSeconds(304);
    assertThat(refusal(token)).isEqualTo("accepted");
    now = START.plusSeconds(306);
    assertThat(refusal(token)).isEqualTo("token_expired");
  }

  @Test
  void aTokenOfTheFutureIsInvalid() {
    var early = claims().notBeforeTime(Date.from(START.plusSeconds(60))).build();
    assertThat(refusal(provider.signed(early))).isEqualTo("invalid_token");
  }

  @Test
  void aTokenWithoutEndOrSubjectIsInvalid() {
    assertThat(refusal(provider.signed(claims().expirationTime(null).build())))
        .isEqualTo("invalid_token");
    for (var subject : new String[] {null, "", " ", "a\nb", "x".repeat(256)}) {
      assertThat(refusal(provider.signed(claims().subject(subject).build())))
          .isEqualTo("invalid_token");
    }
  }

  @Test
  void anIdentityTokenIsNoAccessToken() {
    assertThat(refusal(provider.signed(claims().claim("typ", "ID").build())))
        .isEqualTo("invalid_token");
    assertThat(refusal(provider.signed(claims().claim("typ", "Bearer").build())))
        .isEqualTo("accepted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b.c", "eyJhbGciOiJSUzI1NiJ9..", "....", "e30.e30.e30", "🎈"})
  void whatIsNoTokenIsInvalid(String text) {
    assertThat(refusal(text)).isEqualTo("invalid_token");
  }

  @Test
  void aChangedTokenIsInvalid() {
    var parts = provider.signed(claims().build()).split("\\.", -1);
    var other = provider.signed(claims().subject("eve").build()).split("\\.", -1);
    assertThat(refusal(parts[0] + "." + other[1] + "." + parts[2])).isEqualTo("invalid_token");
  }

  @Test
  void aTokenOfAbsurdLengthIsInvalid() {
    assertThat(refusal(provider.signed(claims().claim("x", "y".repeat(20_000)).build())))
        .isEqualTo("invalid_token");
  }

  @Test
  void withoutANameTheUserNameOrTheSubjectStandsIn() {
    var unnamed = claims().claim("name", " \u0007 ").claim("preferred_username", "ada").build();
    assertThat(verifier.verify(provider.signed(unnamed)).name()).isEqualTo("ada");
    var bare = claims().claim("name", null).build();
    assertThat(verifier.verify(provider.signed(bare)).name()).isEqualTo("1f6a");
    var endless = claims().claim("name", "🎈".repeat(200)).build();
    assertThat(verifier.verify(provider.signed(endless)).name()).isEqualTo("🎈".repeat(100));
  }

  /** Who somebody is remains the subject, by whatever name he goes. */
  @Test
  void aCompanyChoosesByWhichNamePeopleGo() {
    var token = provider.signed(claims().claim("email", "ada@example.org").build());
    var caller = verifier("email, name", "groups").verify(token);
    assertThat(caller.name()).isEqualTo("ada@example.org");
    assertThat(caller.id().value()).isEqualTo("1f6a");
    assertThat(verifier("nickname", "groups").verify(token).name()).isEqualTo("1f6a");
    assertThatIllegalArgumentException().isThrownBy(() -> verifier("name,,email", "groups"));
  }

  @Test
  void groupsMayStandDeeperInTheToken() {
    var nested = claims().claim("realm_access", Map.of("roles", List.of("moderator"))).build();
    assertThat(verifier("realm_access.roles").verify(provider.signed(nested)).groups())
        .containsExactly("moderator");
    assertThat(verifier("realm_access.name.x").verify(provider.signed(nested)).groups()).isEmpty();
  }

  @Test
  void aNewKeyIsFetchedOnceTheProviderPublishesIt() {
    assertThat(refusal(provider.signed(claims().build()))).isEqualTo("accepted");
    var second = TestProvider.STRANGER;
    provider.publish(second.toPublicJWK());
    now = START.plus(ProviderKeys.PAUSE);
    assertThat(refusal(TestProvider.signed(claims().build(), second, JWSAlgorithm.RS256)))
        .isEqualTo("accepted");
    assertThat(refusal(provider.signed(claims().build()))).isEqualTo("invalid_token");
  }

  @Test
  void madeUpKeysDoNotFloodTheProvider() {
    assertThat(refusal(provider.signed(claims().build()))).isEqualTo("accepted");
    var stranger = TestProvider.STRANGER;
    var token = TestProvider.signed(claims().build(), stranger, JWSAlgorithm.RS256);
    for (int i = 0; i < 100; i++) {
      assertThat(refusal(token)).isEqualTo("invalid_token");
    }
    assertThat(provider.fetches).hasValue(1);
  }

  @Test
  void aProviderOutOfReachIsNoFaultOfTheCaller() {
    var token = provider.signed(claims().build());
    provider.close();
    assertThat(refusal(token)).isEqualTo("service_unavailable");
  }

  @Test
  void keysOnceSeenAreBelievedForAWhileWithoutTheProvider() {
    var token =
        provider.signed(claims().expirationTime(Date.from(START.plus(Duration.ofDays(1)))).build());
    assertThat(refusal(token)).isEqualTo("accepted");
    provider.close();
    now = START.plus(ProviderKeys.KEPT);
    assertThat(refusal(token)).isEqualTo("accepted");
    now = now.plusSeconds(1);
    assertThat(refusal(token)).isEqualTo("service_unavailable");
  }

  @Test
  void aProviderOfAnotherNameIsNotBelieved() {
    provider.calledIssuer = "https://elsewhere.example";
    assertThat(refusal(provider.signed(claims().build()))).isEqualTo("service_unavailable");
  }
}
