/** How REST callers are held to their budgets, and told of them. */
@NullMarked
package org.holdline.limit.boundary;

import org.jspecify.annotations.NullMarked;
