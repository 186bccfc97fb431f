/** Refusals as HTTP says them: RFC 9457. */
@NullMarked
package org.holdline.problem.boundary;

import org.jspecify.annotations.NullMarked;
