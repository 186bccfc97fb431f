/** Sign-on at an OpenID Connect provider: its keys and its access tokens. */
@NullMarked
package org.holdline.identity.oidc;

import org.jspecify.annotations.NullMarked;
