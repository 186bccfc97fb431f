/** Network faults on purpose. */
@NullMarked
package org.holdline.system.proxy;

import org.jspecify.annotations.NullMarked;
