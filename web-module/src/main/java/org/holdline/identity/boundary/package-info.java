/** How callers show who they are: bearer tokens, tickets. */
@NullMarked
package org.holdline.identity.boundary;

import org.jspecify.annotations.NullMarked;
