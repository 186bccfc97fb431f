/** HAProxy as a child process. */
@NullMarked
package org.holdline.deploy.launcher.balancer;

import org.jspecify.annotations.NullMarked;
