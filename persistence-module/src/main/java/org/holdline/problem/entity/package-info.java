/** The one family of refusals that a caller can understand. */
@NullMarked
package org.holdline.problem.entity;

import org.jspecify.annotations.NullMarked;
