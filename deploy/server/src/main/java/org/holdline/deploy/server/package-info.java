/** Starts Payara Micro with the application it carries: the main class of {@code holdline.jar}. */
@NullMarked
package org.holdline.deploy.server;

import org.jspecify.annotations.NullMarked;
