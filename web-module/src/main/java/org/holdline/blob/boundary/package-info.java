/** How stored files are handed out over HTTP. */
@NullMarked
package org.holdline.blob.boundary;

import org.jspecify.annotations.NullMarked;
