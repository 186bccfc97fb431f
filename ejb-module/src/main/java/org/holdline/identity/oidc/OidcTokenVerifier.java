package org.holdline.identity.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import org.holdline.identity.control.Caller;
import org.holdline.identity.control.TokenVerifier;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.UnavailableException;

/** Believes access tokens that the configured provider has signed for us. Thread-safe. */
final class OidcTokenVerifier implements TokenVerifier {
  private static final int LENGTH_MAX = 16_384;
  private static final int CLOCK_SKEW_MAX_S = 5;
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.PS256);

  private final DefaultJWTProcessor<SecurityContext> tokens = new DefaultJWTProcessor<>();
  private final Claims claims;

  OidcTokenVerifier(OidcSettings settings, ProviderKeys keys, Clock clock) {
    claims = new Claims(settings.nameClaims(), settings.groupsClaim());
    tokens.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    tokens.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    tokens.setJWTClaimsSetVerifier(expecting(settings, clock));
  }

  private static DefaultJWTClaimsVerifier<SecurityContext> expecting(
      OidcSettings settings, Clock clock) {
    var issuer = new JWTClaimsSet.Builder().issuer(settings.issuer().toString()).build();
    var verifier =
        new DefaultJWTClaimsVerifier<SecurityContext>(
            settings.audience(), issuer, Set.of("sub", "exp")) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    verifier.setMaxClockSkew(CLOCK_SKEW_MAX_S);
    return verifier;
  }

  @Override
  public Caller verify(String token) {
    if (token.length() > LENGTH_MAX) {
      throw refused("invalid_token", "The access token is too long");
    }
    try {
      return claims.caller(tokens.process(token, null));
    } catch (ExpiredJWTException e) {
      throw refused("token_expired", "The access token has expired");
    } catch (KeySourceException e) {
      throw new UnavailableException(
          "service_unavailable", "The sign-on provider is out of reach", e);
    } catch (BadJOSEException | ParseException | JOSEException | IllegalArgumentException e) {
      throw refused("invalid_token", "The access token is not valid here");
    }
  }

  private static ProblemException refused(String code, String title) {
    return new ProblemException(ProblemException.Kind.UNAUTHENTICATED, code, title);
  }
}
