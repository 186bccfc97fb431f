package org.holdline.recording.control;

/** A part of a picture, in pixels; even in a whole picture, since color has half of them. */
public record Tile(int x, int y, int width, int height) {}
