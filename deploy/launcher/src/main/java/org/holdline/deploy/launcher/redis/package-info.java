/** A real Redis from a Maven artifact. */
@NullMarked
package org.holdline.deploy.launcher.redis;

import org.jspecify.annotations.NullMarked;
