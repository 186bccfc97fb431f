/** Who decided what about rooms and those in them. */
@NullMarked
package org.holdline.audit.control;

import org.jspecify.annotations.NullMarked;
