/** Reads messages of the log as JSON. */
@NullMarked
package org.holdline.replay.json;

import org.jspecify.annotations.NullMarked;
