/** Files on their way from one participant to another. */
@NullMarked
package org.holdline.transfer.entity;

import org.jspecify.annotations.NullMarked;
