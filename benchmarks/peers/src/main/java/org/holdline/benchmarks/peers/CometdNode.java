package org.holdline.benchmarks.peers;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import org.cometd.server.BayeuxServerImpl;
import org.cometd.server.ext.AcknowledgedMessagesExtension;
import org.cometd.server.websocket.jetty.JettyWebSocketTransport;
import org.eclipse.jetty.server.Context;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/**
 * CometD with acknowledged messages over WebSocket, as its documentation sets it up. Says {@code
 * ready} when it listens, ends with its standard input.
 */
public final class CometdNode {
  private CometdNode() {}

  /**
   * Arguments: the port, and how long it holds a {@code /meta/connect} before it answers it, in
   * milliseconds, which is what its clients notice a dead line by.
   */
  public static void main(String[] arguments) throws Exception {
    var server = server(Integer.parseInt(arguments[0]));
    var context = new ContextHandler("/");
    server.setHandler(context);
    var sockets = ServerWebSocketContainer.ensure(server, context);
    context.setHandler(new WebSocketUpgradeHandler(sockets));
    var bayeux = new BayeuxServerImpl();
    bayeux.setOption(Context.class.getName(), context.getContext());
    bayeux.setOption("cometdURLMapping", "/cometd");
    bayeux.setOption("timeout", Long.parseLong(arguments[1]));
    bayeux.addTransport(new JettyWebSocketTransport(bayeux));
    bayeux.setAllowedTransports("websocket");
    bayeux.addExtension(new AcknowledgedMessagesExtension());
    context.addBean(bayeux);
    server.start();
    System.out.println("ready");
    awaitEndOfInput();
    server.stop();
  }

  private static Server server(int port) {
    var server = new Server();
    var connector = new ServerConnector(server);
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    connector.setPort(port);
    server.addConnector(connector);
    return server;
  }

  private static void awaitEndOfInput() throws IOException {
    System.in.transferTo(OutputStream.nullOutputStream());
  }
}
