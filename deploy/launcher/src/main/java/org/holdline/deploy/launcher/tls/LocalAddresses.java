package org.holdline.deploy.launcher.tls;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** The IPv4 addresses of this machine in its networks. */
public final class LocalAddresses {
  private static final String DOCUMENTATION_ADDRESS = "192.0.2.1";
  private static final int ANY_PORT = 9;

  private LocalAddresses() {}

  static List<String> all() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .map(InetAddress::getHostAddress)
        .toList();
  }

  /** The address that others reach this machine by, as far as its routes tell; nothing is sent. */
  public static String main() {
    try (var socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(DOCUMENTATION_ADDRESS, ANY_PORT));
      var address = socket.getLocalAddress();
      return address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
    } catch (IOException | RuntimeException offline) {
      return "127.0.0.1";
    }
  }
}
