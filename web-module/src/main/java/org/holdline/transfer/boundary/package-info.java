/** Transfers of files over HTTP. */
@NullMarked
package org.holdline.transfer.boundary;

import org.jspecify.annotations.NullMarked;
