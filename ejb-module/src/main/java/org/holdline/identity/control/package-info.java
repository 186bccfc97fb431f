/** Callers, the verification of their tokens, single-use tickets. */
@NullMarked
package org.holdline.identity.control;

import org.jspecify.annotations.NullMarked;
