/**
 * What is said of earlier messages: replies, edits, deletions, receipts; and reading back what was
 * said.
 */
@NullMarked
package org.holdline.chat.control;

import org.jspecify.annotations.NullMarked;
