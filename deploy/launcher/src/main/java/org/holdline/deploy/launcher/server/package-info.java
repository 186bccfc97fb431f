/** The packed application as a child process. */
@NullMarked
package org.holdline.deploy.launcher.server;

import org.jspecify.annotations.NullMarked;
