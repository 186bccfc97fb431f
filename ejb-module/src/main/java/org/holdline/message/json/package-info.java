/** The message codec's form in JSON. */
@NullMarked
package org.holdline.message.json;

import org.jspecify.annotations.NullMarked;
