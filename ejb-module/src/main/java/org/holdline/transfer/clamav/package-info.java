/** ClamAV as the scanner of files. */
@NullMarked
package org.holdline.transfer.clamav;

import org.jspecify.annotations.NullMarked;
