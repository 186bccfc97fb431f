/** Text forms that every layer may read and write. */
@NullMarked
package org.holdline.text;

import org.jspecify.annotations.NullMarked;
