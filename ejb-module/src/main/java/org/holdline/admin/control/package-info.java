/**
 * How administrators watch and steer Holdline over JMX: one MXBean for each thing, below {@code
 * org.holdline}. Its figures are read when somebody looks; its verbs do what services do.
 */
@NullMarked
package org.holdline.admin.control;

import org.jspecify.annotations.NullMarked;
