/** What is remembered of decisions: table {@code audit_event}, only ever added to and purged. */
@NullMarked
package org.holdline.audit.entity;

import org.jspecify.annotations.NullMarked;
