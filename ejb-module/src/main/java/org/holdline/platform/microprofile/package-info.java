/** Metrics in the form of MicroProfile, which the server shows at {@code /metrics}. */
@NullMarked
package org.holdline.platform.microprofile;

import org.jspecify.annotations.NullMarked;
