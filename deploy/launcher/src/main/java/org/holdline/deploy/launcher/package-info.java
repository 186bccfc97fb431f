/**
 * Starts Holdline and all it needs on one machine: the main class behind {@code deploy/run} and
 * {@code deploy/cluster}.
 */
@NullMarked
package org.holdline.deploy.launcher;

import org.jspecify.annotations.NullMarked;
