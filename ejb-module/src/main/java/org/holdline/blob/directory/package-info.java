/** Stored bytes as files below one directory. */
@NullMarked
package org.holdline.blob.directory;

import org.jspecify.annotations.NullMarked;
