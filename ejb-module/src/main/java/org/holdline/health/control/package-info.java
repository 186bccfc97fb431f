/** Whether what Holdline stands on answers. */
@NullMarked
package org.holdline.health.control;

import org.jspecify.annotations.NullMarked;
