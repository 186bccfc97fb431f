package org.holdline.identity.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.holdline.identity.control.Caller;
import org.holdline.identity.entity.UserId;
import org.jspecify.annotations.Nullable;

/** Reads a caller from the claims of a token that has been verified. */
record Claims(List<String> nameClaims, String groupsClaim) {
  private static final int NAME_MAX = 100;
  private static final int GROUPS_MAX = 200;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  /**
   * @throws IllegalArgumentException or ParseException when they do not describe a caller
   */
  Caller caller(JWTClaimsSet claims) throws ParseException {
    var subject = claims.getSubject();
    var expires = claims.getExpirationTime();
    if (subject == null || expires == null || CONTROL.matcher(subject).find()) {
      throw new IllegalArgumentException("no usable subject or expiry");
    }
    requireAccessToken(claims);
    var id = new UserId(subject);
    return new Caller(id, name(claims, subject), groups(claims), expires.toInstant());
  }

  /** Some providers sign identity, refresh and log-out tokens with the same key and say so here. */
  private static void requireAccessToken(JWTClaimsSet claims) {
    if (claims.getClaim("typ") instanceof String use && !"Bearer".equalsIgnoreCase(use)) {
      throw new IllegalArgumentException("not an access token");
    }
  }

  private String name(JWTClaimsSet claims, String subject) {
    return nameClaims.stream()
        .map(claims::getClaim)
        .filter(String.class::isInstance)
        .map(claim -> CONTROL.matcher((String) claim).replaceAll(" ").strip())
        .filter(name -> !name.isEmpty())
        .findFirst()
        .map(Claims::shortened)
        .orElse(subject);
  }

  private static String shortened(String name) {
    return name.codePointCount(0, name.length()) <= NAME_MAX
        ? name
        : name.substring(0, name.offsetByCodePoints(0, NAME_MAX));
  }

  private Set<String> groups(JWTClaimsSet claims) {
    return switch (find(claims.getClaims())) {
      case String one -> Set.of(one);
      case Collection<?> many ->
          many.stream()
              .filter(String.class::isInstance)
              .map(String.class::cast)
              .limit(GROUPS_MAX)
              .collect(Collectors.toUnmodifiableSet());
      case null, default -> Set.of();
    };
  }

  private @Nullable Object find(Map<?, ?> claims) {
    var named = claims.get(groupsClaim);
    if (named != null) {
      return named;
    }
    Object at = claims;
    for (var step : groupsClaim.split("\\.", -1)) {
      at = at instanceof Map<?, ?> level ? level.get(step) : null;
    }
    return at;
  }
}
