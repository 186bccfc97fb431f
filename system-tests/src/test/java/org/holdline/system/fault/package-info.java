/** What happens to people in a room when a store or the server itself goes away. */
@NullMarked
package org.holdline.system.fault;

import org.jspecify.annotations.NullMarked;
