package org.holdline.recording.webrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceServer;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.holdline.platform.control.LogEvent;
import org.holdline.recording.control.MediaPeer;
import org.holdline.recording.control.MediaPeers;
import org.holdline.recording.control.MediaReceiver;
import org.holdline.room.control.IceServers.IceServer;
import org.jspecify.annotations.Nullable;

/**
 * Peer connections of one factory without a sound card. It is made when the node starts, since only
 * then it is known whether this machine can; without the headless module WebRTC would end the JVM.
 */
final class WebrtcPeers implements MediaPeers, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(WebrtcPeers.class.getName());

  private final @Nullable HeadlessAudioDeviceModule sound;
  private final @Nullable PeerConnectionFactory factory;
  private final @Nullable String missing;
  private final MediaThreads threads = new MediaThreads(Path.of("/proc/self/task"));

  WebrtcPeers() {
    HeadlessAudioDeviceModule module = null;
    PeerConnectionFactory made = null;
    String lacking = null;
    try {
      module = new HeadlessAudioDeviceModule();
      made = new PeerConnectionFactory(module);
    } catch (LinkageError e) {
      if (module != null) {
        module.dispose();
        module = null;
      }
      lacking = SystemLibraries.packageOf(e.getMessage());
      LOG.log(
          Level.WARNING,
          LogEvent.of("recording is off: a system package is missing").with("package", lacking));
    }
    sound = module;
    factory = made;
    missing = lacking;
  }

  @Override
  public Optional<String> missingPackage() {
    return Optional.ofNullable(missing);
  }

  @Override
  public Duration spent() {
    try {
      return threads.spent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public MediaPeer open(List<IceServer> servers, MediaReceiver receiver) {
    if (factory == null) {
      throw new IllegalStateException("The package " + missing + " is missing");
    }
    var configuration = new RTCConfiguration();
    servers.forEach(server -> configuration.iceServers.add(translated(server)));
    return new ReceivingPeer(factory, configuration, receiver);
  }

  private static RTCIceServer translated(IceServer server) {
    var translated = new RTCIceServer();
    translated.urls = server.urls();
    var credentials = server.credentials();
    if (credentials != null) {
      translated.username = credentials.username();
      translated.password = credentials.credential();
    }
    return translated;
  }

  @Override
  public void close() {
    if (factory != null) {
      factory.dispose();
    }
    if (sound != null) {
      sound.dispose();
    }
  }
}
