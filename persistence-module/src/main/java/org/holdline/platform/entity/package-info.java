/** How entities reach the database; uses no feature. */
@NullMarked
package org.holdline.platform.entity;

import org.jspecify.annotations.NullMarked;
