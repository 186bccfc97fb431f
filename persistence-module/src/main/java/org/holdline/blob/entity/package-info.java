/** What stored bytes are called. */
@NullMarked
package org.holdline.blob.entity;

import org.jspecify.annotations.NullMarked;
