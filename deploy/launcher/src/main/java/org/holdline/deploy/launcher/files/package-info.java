/** Folders and files of a run: what is shared, what is private, where the programs come from. */
@NullMarked
package org.holdline.deploy.launcher.files;

import org.jspecify.annotations.NullMarked;
