/** Health for operators and balancers. */
@NullMarked
package org.holdline.health.boundary;

import org.jspecify.annotations.NullMarked;
