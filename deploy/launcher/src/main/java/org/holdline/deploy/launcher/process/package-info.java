/** Child processes that leave nothing behind, and waiting for them. */
@NullMarked
package org.holdline.deploy.launcher.process;

import org.jspecify.annotations.NullMarked;
