/** A real PostgreSQL from a Maven artifact. */
@NullMarked
package org.holdline.deploy.launcher.postgres;

import org.jspecify.annotations.NullMarked;
