/** Where large things are stored. */
@NullMarked
package org.holdline.blob.control;

import org.jspecify.annotations.NullMarked;
