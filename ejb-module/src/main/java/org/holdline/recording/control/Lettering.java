package org.holdline.recording.control;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.holdline.platform.control.LogEvent;

/** Draws names. For one thread. A machine without fonts gets empty plates. */
final class Lettering {
  private static final System.Logger LOG = System.getLogger(Lettering.class.getName());
  private static final int KEPT_MAX = 100;
  private static final double FONT_SHARE = 0.66;
  private static final int DARKEST = 16;
  private static final int SHADES = 219;

  private final Map<Plate, ByteBuffer> drawn =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Plate, ByteBuffer> eldest) {
          return size() > KEPT_MAX;
        }
      };

  private boolean lacksFonts;

  /** A name on a ground of some brightness, in the middle. */
  record Plate(String text, int width, int height, int ground) {}

  /** Brightness of each pixel. */
  ByteBuffer draw(Plate plate) {
    return drawn.computeIfAbsent(plate, this::make);
  }

  private ByteBuffer make(Plate plate) {
    var image = new BufferedImage(plate.width, plate.height, BufferedImage.TYPE_BYTE_GRAY);
    if (!lacksFonts) {
      try {
        write(plate.text, image);
      } catch (RuntimeException | LinkageError | InternalError e) {
        lacksFonts = true;
        LOG.log(
            Level.WARNING, LogEvent.of("names are left out of recordings: no fonts").toString(), e);
      }
    }
    var pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData().clone();
    for (int index = 0; index < pixels.length; index++) {
      int shade = DARKEST + (pixels[index] & 0xff) * SHADES / 255;
      pixels[index] = (byte) Math.max(shade, plate.ground);
    }
    return ByteBuffer.wrap(pixels);
  }

  private static void write(String text, BufferedImage image) {
    var graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setFont(
          new Font(Font.SANS_SERIF, Font.PLAIN, (int) (image.getHeight() * FONT_SHARE)));
      graphics.setColor(Color.WHITE);
      var metrics = graphics.getFontMetrics();
      var fitting = shortened(text, metrics, image.getWidth() - metrics.getHeight() / 2);
      graphics.drawString(
          fitting,
          (image.getWidth() - metrics.stringWidth(fitting)) / 2,
          (image.getHeight() + metrics.getAscent() - metrics.getDescent()) / 2);
    } finally {
      graphics.dispose();
    }
  }

  private static String shortened(String text, FontMetrics metrics, int width) {
    if (metrics.stringWidth(text) <= width) {
      return text;
    }
    int end = text.length();
    while (end > 0 && metrics.stringWidth(text.substring(0, end) + "…") > width) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end) + "…";
  }
}
