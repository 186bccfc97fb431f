/** Two nodes on one set of stores. */
@NullMarked
package org.holdline.system.cluster;

import org.jspecify.annotations.NullMarked;
