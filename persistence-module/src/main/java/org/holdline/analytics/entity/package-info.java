/**
 * What happened in rooms, without what was said: table {@code analytics_event}, and the view {@code
 * analytics_fact} of what its rows mean.
 */
@NullMarked
package org.holdline.analytics.entity;

import org.jspecify.annotations.NullMarked;
