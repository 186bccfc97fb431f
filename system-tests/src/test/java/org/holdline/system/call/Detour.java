package org.holdline.system.call;

import com.microsoft.playwright.Page;
import org.holdline.system.proxy.DatagramLine;

/** Leads the media of a page over a line that a test can break. */
final class Detour {
  /**
   * Takes the addresses out of what the page says to others, so that only it calls, and leads it to
   * theirs over the line.
   */
  private static final String MEDIA_LINE =
      """
      (() => {
        const peer = RTCPeerConnection.prototype;
        const without = (sdp) => sdp.replace(/^a=candidate.*\\r\\n/gm, '');
        const through = async (line) => {
          const parts = line.split(' ');
          if (parts[2]?.toLowerCase() !== 'udp' || parts[4].includes(':')) return undefined;
          parts[5] = await window.mediaPort(parts[4], Number(parts[5]));
          return parts.join(' ');
        };
        const local = Object.getOwnPropertyDescriptor(peer, 'localDescription').get;
        Object.defineProperty(peer, 'localDescription', { get() {
          const said = local.call(this);
          return said && { type: said.type, sdp: without(said.sdp) };
        } });
        Object.defineProperty(peer, 'onicecandidate', { get: () => null, set: () => undefined });
        const add = peer.addIceCandidate;
        peer.addIceCandidate = async function (said) {
          if (!said?.candidate) return add.call(this, said);
          const candidate = await through(said.candidate);
          if (candidate) await add.call(this, { candidate, sdpMid: said.sdpMid, sdpMLineIndex: said.sdpMLineIndex });
        };
        const remote = peer.setRemoteDescription;
        peer.setRemoteDescription = async function (said) {
          (window.peers ??= new Set()).add(this);
          await remote.call(this, { type: said.type, sdp: without(said.sdp) });
          for (const [, line] of said.sdp.matchAll(/^a=(candidate.*)\\r\\n/gm)) {
            const candidate = await through(line);
            if (candidate) await add.call(this, { candidate, sdpMLineIndex: 0 });
          }
        };
      })();\
      """;

  private static final String OTHER_SIZE =
      """
      async (by) => {
        for (const peer of window.peers) {
          const sender = peer.getSenders().find(({ track }) => track?.kind === 'video');
          if (peer.connectionState !== 'connected' || !sender) continue;
          const how = sender.getParameters();
          for (const encoding of how.encodings) encoding.scaleResolutionDownBy = by;
          await sender.setParameters(how);
        }
      }\
      """;

  private final Page page;

  private Detour(Page page) {
    this.page = page;
  }

  /** Of a page that is not open yet; it asks for ways while the test waits with it. */
  static Detour of(Page page, DatagramLine line) {
    page.exposeFunction(
        "mediaPort", at -> line.portTo(at[0].toString(), ((Number) at[1]).intValue()));
    page.addInitScript(MEDIA_LINE);
    return new Detour(page);
  }

  /** What the page sends from now on is smaller by that than its camera's pictures. */
  void shrinkPictures(double by) {
    page.evaluate(OTHER_SIZE, by);
  }
}
