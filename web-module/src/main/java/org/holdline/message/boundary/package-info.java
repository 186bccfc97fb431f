/** What messages consist of, as JSON of answers. */
@NullMarked
package org.holdline.message.boundary;

import org.jspecify.annotations.NullMarked;
