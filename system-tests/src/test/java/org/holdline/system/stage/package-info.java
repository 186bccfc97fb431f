/** The packed application with its stores and sign-on, started once for all tests of a JVM. */
@NullMarked
package org.holdline.system.stage;

import org.jspecify.annotations.NullMarked;
