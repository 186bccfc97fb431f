/** Brings what a participant says into the room's log, if he may say it. */
@NullMarked
package org.holdline.signaling.control;

import org.jspecify.annotations.NullMarked;
