/** Beans that use services of the container, tested inside it on real stores. */
@NullMarked
package org.holdline.container;

import org.jspecify.annotations.NullMarked;
