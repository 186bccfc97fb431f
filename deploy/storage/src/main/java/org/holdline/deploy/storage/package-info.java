/** An S3 service for development and tests, in a process of its own. */
@NullMarked
package org.holdline.deploy.storage;

import org.jspecify.annotations.NullMarked;
