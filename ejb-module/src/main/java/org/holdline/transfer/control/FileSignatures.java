package org.holdline.transfer.control;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** By which bytes kinds of files begin. */
final class FileSignatures {
  private static final List<String> ZIP = List.of("504b0304", "504b0506", "504b0708");
  private static final List<String> JPEG = List.of("ffd8ff");
  private static final List<String> OLD_OFFICE = List.of("d0cf11e0a1b11ae1");

  /** Programs, whatever they are called: of Windows, of Linux, of macOS. */
  private static final List<byte[]> PROGRAMS =
      bytes(List.of("4d5a", "7f454c46", "cffaedfe", "cefaedfe", "cafebabe"));

  private static final Map<String, List<byte[]>> KINDS =
      Map.ofEntries(
              Map.entry("png", List.of("89504e470d0a1a0a")),
              Map.entry("jpg", JPEG),
              Map.entry("jpeg", JPEG),
              Map.entry("gif", List.of("47494638")),
              Map.entry("webp", List.of("52494646")),
              Map.entry("pdf", List.of("255044462d")),
              Map.entry("zip", ZIP),
              Map.entry("docx", ZIP),
              Map.entry("xlsx", ZIP),
              Map.entry("pptx", ZIP),
              Map.entry("odt", ZIP),
              Map.entry("ods", ZIP),
              Map.entry("odp", ZIP),
              Map.entry("doc", OLD_OFFICE),
              Map.entry("xls", OLD_OFFICE),
              Map.entry("ppt", OLD_OFFICE),
              Map.entry("gz", List.of("1f8b")),
              Map.entry("7z", List.of("377abcaf271c")),
              Map.entry("rar", List.of("526172211a07")))
          .entrySet()
          .stream()
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, kind -> bytes(kind.getValue())));

  private FileSignatures() {}

  private static List<byte[]> bytes(List<String> hex) {
    return hex.stream().map(HexFormat.of()::parseHex).toList();
  }

  /** Why a file cannot begin so; nothing when it can. */
  static Optional<String> complaint(String extension, byte[] start, int length) {
    if (begins(PROGRAMS, start, length)) {
      return Optional.of("is a program");
    }
    var kinds = KINDS.get(extension);
    return kinds == null || begins(kinds, start, length)
        ? Optional.empty()
        : Optional.of("does not begin as a file of that name does");
  }

  private static boolean begins(List<byte[]> any, byte[] start, int length) {
    return any.stream()
        .anyMatch(each ->
            length >= each.length && Arrays.equals(each, 0, each.length, start, 0, each.length));
  }
}
