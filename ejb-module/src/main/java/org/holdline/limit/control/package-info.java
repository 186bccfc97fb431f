/** How much anybody may ask for in a time: budgets, and what is left of them. */
@NullMarked
package org.holdline.limit.control;

import org.jspecify.annotations.NullMarked;
