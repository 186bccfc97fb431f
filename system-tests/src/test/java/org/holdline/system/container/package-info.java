/** What else the build promises: the archive on a stock server, and the README's first call. */
@NullMarked
package org.holdline.system.container;

import org.jspecify.annotations.NullMarked;
