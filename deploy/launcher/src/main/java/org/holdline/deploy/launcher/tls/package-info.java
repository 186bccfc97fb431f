/** The development certificate for {@code --https}. */
@NullMarked
package org.holdline.deploy.launcher.tls;

import org.jspecify.annotations.NullMarked;
