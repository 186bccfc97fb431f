/** Rooms and those who are in them: their names and what is remembered of them. */
@NullMarked
package org.holdline.room.entity;

import org.jspecify.annotations.NullMarked;
