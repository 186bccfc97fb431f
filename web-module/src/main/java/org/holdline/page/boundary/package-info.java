/** The room page as files: its two addresses and what a browser may do on it. */
@NullMarked
package org.holdline.page.boundary;

import org.jspecify.annotations.NullMarked;
