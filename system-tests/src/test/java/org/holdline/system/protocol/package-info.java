/** The wire, message by message, from outside. */
@NullMarked
package org.holdline.system.protocol;

import org.jspecify.annotations.NullMarked;
