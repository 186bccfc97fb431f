/** What happened in rooms, for those who want figures of it. */
@NullMarked
package org.holdline.analytics.control;

import org.jspecify.annotations.NullMarked;
