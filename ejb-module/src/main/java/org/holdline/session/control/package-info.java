/**
 * Sessions: who is in a room from which device, across connections, until leave or the end of the
 * grace period.
 */
@NullMarked
package org.holdline.session.control;

import org.jspecify.annotations.NullMarked;
