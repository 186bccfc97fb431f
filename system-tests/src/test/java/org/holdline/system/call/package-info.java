/** People in browsers who call each other over lines that fail. */
@NullMarked
package org.holdline.system.call;

import org.jspecify.annotations.NullMarked;
