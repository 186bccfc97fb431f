package org.holdline.identity.control;

import java.net.URI;

/** What a page needs to sign somebody in: authorization code with PKCE at the issuer. */
public record SignOn(URI issuer, String clientId, String scope) {}
