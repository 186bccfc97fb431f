/** What is remembered of sessions: table {@code recovery_record}, one row for each resume. */
@NullMarked
package org.holdline.session.entity;

import org.jspecify.annotations.NullMarked;
