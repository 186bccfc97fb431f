/** Files on their way: who may do what with them, what of them the server holds, how they go on. */
@NullMarked
package org.holdline.transfer.control;

import org.jspecify.annotations.NullMarked;
