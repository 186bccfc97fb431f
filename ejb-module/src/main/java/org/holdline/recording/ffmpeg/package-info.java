/**
 * Coders, containers and finished files, by FFmpeg's libraries. What is taken of their memory has
 * one owner here that frees it; {@link org.holdline.recording.ffmpeg.Native} counts.
 */
@NullMarked
package org.holdline.recording.ffmpeg;

import org.jspecify.annotations.NullMarked;
