/** A real Keycloak with the development realm. */
@NullMarked
package org.holdline.deploy.launcher.keycloak;

import org.jspecify.annotations.NullMarked;
