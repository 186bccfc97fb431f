/**
 * The database connections of the server: on its class path, beside the driver, not in the
 * application.
 */
@NullMarked
package org.holdline.deploy.database;

import org.jspecify.annotations.NullMarked;
