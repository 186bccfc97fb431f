/**
 * The room log and how it is replayed: positions, the proof that nothing is missing, the tails that
 * follow a log live.
 */
@NullMarked
package org.holdline.replay.control;

import org.jspecify.annotations.NullMarked;
