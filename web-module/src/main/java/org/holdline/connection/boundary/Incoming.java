package org.holdline.connection.boundary;

import java.util.ArrayList;
import java.util.List;
import org.holdline.message.control.ClientMessage;
import org.holdline.message.control.Passing;
import org.holdline.message.control.Reading;
import org.holdline.platform.control.Background;
import org.holdline.problem.entity.ProblemException;
import org.holdline.problem.entity.UnavailableException;
import org.holdline.replay.control.SessionGoneException;

/**
 * What one client sends, frame by frame: what is for the room goes there together, whatever else
 * comes waits for it, so that everything is answered in order. Frames come one at a time.
 */
final class Incoming {
  private final RoomConnection connection;
  private final Conversation conversation;
  private final BadMessages bad = new BadMessages();
  private final SendOrder order = new SendOrder();
  private final Speech speech;

  Incoming(RoomConnection connection, Conversation conversation, Background background) {
    this.connection = connection;
    this.conversation = conversation;
    this.speech = new Speech(background, connection.liveness(), this::say);
  }

  /** Reads a frame; nothing in it can close the connection but repeated abuse. */
  void take(String frame) {
    var said = new ArrayList<ClientMessage>();
    for (var reading : conversation.read(frame, connection.identity())) {
      if (reading instanceof Reading.Accepted accepted && isForTheRoom(accepted.message())) {
        said.add(accepted.message());
      } else {
        speech.add(said, frame.length());
        said.clear();
        speech.settle();
        take(reading);
      }
    }
    speech.add(said, frame.length());
  }

  /** Returns when everything that was read has been answered. */
  void settle() {
    speech.settle();
  }

  private boolean isForTheRoom(ClientMessage message) {
    var payload = message.payload();
    return connection.presence() != null
        && (payload.type().isLogged() || payload instanceof Passing);
  }

  private void take(Reading reading) {
    if (!connection.isOpen()) {
      return;
    }
    switch (reading) {
      case Reading.Accepted accepted -> connection.take(accepted.message());
      case Reading.Refused refused -> {
        conversation.refuse(connection, refused);
        if (bad.isAbuse()) {
          connection.close(Closing.ABUSE.reason());
        }
      }
    }
  }

  private void say(List<ClientMessage> messages) {
    var next = connection.isOpen() ? inTurn(messages) : List.<ClientMessage>of();
    var presence = connection.presence();
    if (next.isEmpty() || presence == null) {
      return;
    }
    try {
      order.postponed(conversation.say(connection, presence, next), System.nanoTime());
    } catch (SessionGoneException gone) {
      connection.close(
          gone.isSuperseded() ? Closing.SUPERSEDED.reason() : Closing.UNAVAILABLE.reason());
    } catch (UnavailableException away) {
      order.postponed(next, System.nanoTime());
      refuse(next, away);
    } catch (ProblemException problem) {
      refuse(next, problem);
    } catch (RuntimeException fault) {
      next.forEach(message -> conversation.fail(connection, message.id(), fault));
    }
  }

  private List<ClientMessage> inTurn(List<ClientMessage> messages) {
    var next = new ArrayList<ClientMessage>();
    for (var message : messages) {
      if (order.isHeldBack(message, System.nanoTime())) {
        refuse(List.of(message), SendOrder.outOfTurn());
      } else {
        next.add(message);
      }
    }
    return next;
  }

  private void refuse(List<ClientMessage> messages, ProblemException problem) {
    messages.forEach(message -> conversation.refuse(connection, message.id(), problem));
  }
}
