/** Measures what the documentation claims, each figure beside a floor of the same run. */
@NullMarked
package org.holdline.benchmarks;

import org.jspecify.annotations.NullMarked;
