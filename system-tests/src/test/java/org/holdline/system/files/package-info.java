/** Files between pages, with the SDK, the real server and lines that fail. */
@NullMarked
package org.holdline.system.files;

import org.jspecify.annotations.NullMarked;
