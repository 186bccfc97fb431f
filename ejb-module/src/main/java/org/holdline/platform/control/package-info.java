/** What every feature stands on: time, executors, log events, administration; uses no feature. */
@NullMarked
package org.holdline.platform.control;

import org.jspecify.annotations.NullMarked;
