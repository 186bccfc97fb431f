/** An S3 service from a Maven artifact. */
@NullMarked
package org.holdline.deploy.launcher.storage;

import org.jspecify.annotations.NullMarked;
