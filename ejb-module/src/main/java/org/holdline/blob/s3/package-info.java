/** Stored bytes as objects of an S3 service. */
@NullMarked
package org.holdline.blob.s3;

import org.jspecify.annotations.NullMarked;
