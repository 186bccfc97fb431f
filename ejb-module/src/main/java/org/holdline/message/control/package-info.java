/** The one table of message types, what each may say, and reading and writing them. */
@NullMarked
package org.holdline.message.control;

import org.jspecify.annotations.NullMarked;
