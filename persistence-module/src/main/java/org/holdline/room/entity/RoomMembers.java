package org.holdline.room.entity;

import static org.holdline.problem.entity.DatabaseGate.pass;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.holdline.identity.entity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The members of registered rooms. Calls that write need a transaction and its lock on the room.
 */
@Dependent
public class RoomMembers {
  private final EntityManager entities;

  @Inject
  public RoomMembers(EntityManager entities) {
    this.entities = entities;
  }

  public Optional<RoomMember> find(RoomId room, UserId user) {
    return pass(
        () -> Optional.ofNullable(entities.find(RoomMember.class, MemberKey.of(room, user))));
  }

  public void add(RoomMember member) {
    pass(() -> {
      entities.persist(member);
      entities.flush();
      return true;
    });
  }

  public void remove(RoomMember member) {
    pass(() -> {
      entities.remove(member);
      entities.flush();
      return true;
    });
  }

  /** His memberships in these rooms. */
  public List<RoomMember> of(UserId user, List<RoomId> rooms) {
    return pass(() ->
        entities
            .createQuery(
                "SELECT m FROM RoomMember m WHERE m.key.userId = :user AND m.key.roomId IN :rooms",
                RoomMember.class)
            .setParameter("user", user.value())
            .setParameter("rooms", rooms.stream().map(RoomId::value).toList())
            .getResultList());
  }

  public long count(RoomId room) {
    return pass(() ->
        entities
            .createQuery("SELECT count(m) FROM RoomMember m WHERE m.key.roomId = :room", Long.class)
            .setParameter("room", room.value())
            .getSingleResult());
  }

  /**
   * By their ids.
   *
   * @param after null for the first page
   */
  public List<RoomMember> of(RoomId room, @Nullable UserId after, int limit) {
    return pass(() ->
        entities
            .createQuery(
                """
                SELECT m FROM RoomMember m WHERE m.key.roomId = :room AND m.key.userId > :after
                ORDER BY m.key.userId
                """,
                RoomMember.class)
            .setParameter("room", room.value())
            .setParameter("after", after == null ? "" : after.value())
            .setMaxResults(limit)
            .getResultList());
  }
}
