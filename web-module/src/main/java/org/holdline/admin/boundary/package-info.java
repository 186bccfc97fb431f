/** Where what administrators may see and do is offered from the start of the application. */
@NullMarked
package org.holdline.admin.boundary;

import org.jspecify.annotations.NullMarked;
