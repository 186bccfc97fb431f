package org.holdline.blob.control;

import java.time.Duration;

/**
 * How something stored is handed out by a link.
 *
 * @param life how long the link counts
 * @param mediaType as which it is shown
 * @param disposition what a browser does with it, as a header says it
 */
public record BlobLink(Duration life, String mediaType, String disposition) {}
