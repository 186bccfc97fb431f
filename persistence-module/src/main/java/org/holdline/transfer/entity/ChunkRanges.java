package org.holdline.transfer.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A set of chunk numbers, such as {@code 0-99,120,130-140}: in order, with gaps between. */
public record ChunkRanges(List<Range> ranges) {
  /** The longest text that is read. */
  public static final int TEXT_MAX = 65_536;

  public static final ChunkRanges NONE = new ChunkRanges(List.of());

  private static final Pattern FORM =
      Pattern.compile("\\d{1,9}(-\\d{1,9})?(,\\d{1,9}(-\\d{1,9})?)*");

  public ChunkRanges {
    ranges = List.copyOf(ranges);
  }

  /** Both inclusive. */
  public record Range(int first, int last) {
    public Range {
      if (first < 0 || last < first) {
        throw new IllegalArgumentException("no range: " + first + "-" + last);
      }
    }

    int count() {
      return last - first + 1;
    }
  }

  /** The first {@code count} chunks. */
  public static ChunkRanges all(int count) {
    return count == 0 ? NONE : new ChunkRanges(List.of(new Range(0, count - 1)));
  }

  /**
   * Reads ranges in any order; what touches or overlaps becomes one.
   *
   * @throws IllegalArgumentException when it is of another form or too long
   */
  public static ChunkRanges parse(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    if (text.length() > TEXT_MAX || !FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("ranges are such as 0-99,120");
    }
    var found = new ArrayList<Range>();
    for (var part : text.split(",", -1)) {
      int dash = part.indexOf('-');
      var first = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
      found.add(new Range(first, dash < 0 ? first : Integer.parseInt(part.substring(dash + 1))));
    }
    return of(found);
  }

  /** The union of any ranges. */
  public static ChunkRanges of(Iterable<Range> any) {
    var sorted = new TreeMap<Integer, Integer>();
    any.forEach(each -> sorted.merge(each.first(), each.last(), Math::max));
    var joined = new ArrayList<Range>();
    sorted.forEach((first, last) -> {
      var before = joined.isEmpty() ? null : joined.getLast();
      if (before != null && first <= before.last() + 1) {
        joined.set(joined.size() - 1, new Range(before.first(), Math.max(before.last(), last)));
      } else {
        joined.add(new Range(first, last));
      }
    });
    return new ChunkRanges(joined);
  }

  public int count() {
    return ranges.stream().mapToInt(Range::count).sum();
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** One more than the greatest number, 0 when there is none. */
  public int end() {
    return ranges.isEmpty() ? 0 : ranges.getLast().last() + 1;
  }

  public String text() {
    return ranges.stream()
        .map(each ->
            each.first() == each.last() ? "" + each.first() : each.first() + "-" + each.last())
        .collect(Collectors.joining(","));
  }

  @Override
  public String toString() {
    return text();
  }
}
