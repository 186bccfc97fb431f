package org.holdline.blob.directory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdline.blob.control.BlobLink;
import org.holdline.blob.control.BlobRefusals;
import org.holdline.blob.control.BlobStore;
import org.holdline.blob.entity.BlobKey;
import org.jspecify.annotations.Nullable;

/**
 * Files below one directory. What is written gets its name when it is whole and on the disk, so
 * that after a power cut each file is whole or not there.
 */
public final class DirectoryBlobStore implements BlobStore {
  private static final String UNFINISHED = ".unfinished";

  /** Each file is synced: fewer and larger ones come to the disk faster. */
  private static final int TOGETHER = 16 << 20;

  private final Path root;
  private final long reserve;

  /**
   * @param root made when missing
   * @param reserve bytes of the disk that are left free for others
   */
  public DirectoryBlobStore(Path root, long reserve) {
    this.root = root;
    this.reserve = reserve;
  }

  private Path path(BlobKey key) {
    return root.resolve(key.value());
  }

  @Override
  public int bytesTogether() {
    return TOGETHER;
  }

  @Override
  public Writing write(BlobKey key, int bytesMax) {
    return begin(key, bytesMax);
  }

  @Override
  public void put(BlobKey key, Path file) throws IOException {
    try (var source = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = source.size();
      try (var writing = begin(key, size)) {
        writing.add(source, size);
        writing.finish();
      }
    }
  }

  private FileWriting begin(BlobKey key, long size) {
    var target = path(key);
    try {
      makeFolders(target.resolveSibling(".").normalize());
      requireSpace(size);
      return new FileWriting(target, target.resolveSibling(UUID.randomUUID() + UNFINISHED));
    } catch (IOException e) {
      throw FileWriting.refused(e);
    }
  }

  private void makeFolders(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      var parent = folder.getParent();
      if (parent != null) {
        makeFolders(parent);
        try {
          Files.createDirectory(folder);
        } catch (FileAlreadyExistsException another) {
          return; // somebody else has just made it
        }
        FileWriting.force(parent);
      }
    }
  }

  private void requireSpace(long needed) throws IOException {
    if (Files.getFileStore(root).getUsableSpace() - needed < reserve) {
      throw BlobRefusals.full();
    }
  }

  private static boolean isUnfinished(Path file) {
    return file.getFileName().toString().endsWith(UNFINISHED);
  }

  /** A path on a disk is no address. */
  @Override
  public Optional<URI> link(BlobKey key, BlobLink how) {
    return Optional.empty();
  }

  @Override
  public int sweep(Instant before) {
    try (var files = Files.walk(root)) {
      int swept = 0;
      for (var file : (Iterable<Path>) files.filter(DirectoryBlobStore::isUnfinished)::iterator) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          Files.deleteIfExists(file);
          swept++;
        }
      }
      return swept;
    } catch (NoSuchFileException nothing) {
      return 0;
    } catch (UncheckedIOException e) {
      throw BlobRefusals.away(e.getCause() == null ? e : e.getCause());
    } catch (IOException e) {
      throw BlobRefusals.away(e);
    }
  }

  @Override
  public InputStream open(BlobKey key, long from, long length) {
    try {
      var channel = FileChannel.open(path(key), StandardOpenOption.READ);
      try {
        return new Part(Channels.newInputStream(channel.position(from)), length);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw BlobRefusals.notFound();
    } catch (IOException e) {
      throw BlobRefusals.away(e);
    }
  }

  @Override
  public void delete(BlobKey key) {
    try {
      Files.deleteIfExists(path(key));
      var folder = path(key).getParent();
      if (folder != null && !folder.equals(root)) {
        deleteIfEmpty(folder);
      }
    } catch (IOException e) {
      throw BlobRefusals.away(e);
    }
  }

  private static void deleteIfEmpty(Path folder) throws IOException {
    try (var entries = Files.newDirectoryStream(folder)) {
      if (entries.iterator().hasNext()) {
        return;
      }
    } catch (NoSuchFileException gone) {
      return;
    }
    try {
      Files.deleteIfExists(folder);
    } catch (java.nio.file.DirectoryNotEmptyException another) {
      return; // something new has just been stored there
    }
  }

  @Override
  public List<BlobKey> list(BlobKey folder, @Nullable BlobKey after, int limit) {
    try (var files = Files.walk(path(folder))) {
      return files
          .filter(file -> !isUnfinished(file))
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(name -> after == null || name.compareTo(after.value()) > 0)
          .sorted()
          .limit(limit)
          .map(BlobKey::new)
          .toList();
    } catch (NoSuchFileException nothing) {
      return List.of();
    } catch (UncheckedIOException e) {
      throw BlobRefusals.away(e.getCause() == null ? e : e.getCause());
    } catch (IOException e) {
      throw BlobRefusals.away(e);
    }
  }
}
