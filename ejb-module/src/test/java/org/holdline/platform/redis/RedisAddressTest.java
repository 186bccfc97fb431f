package org.holdline.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.holdline.platform.redis.RedisAddress.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;

class RedisAddressTest {
  @Test
  void oneServer() {
    var address = RedisAddress.parse("redis://redis.example.com");
    assertThat(address.form()).isEqualTo(Form.STANDALONE);
    assertThat(address.hosts()).containsExactly(new HostAndPort("redis.example.com", 6379));
    assertThat(address.tls()).isFalse();
    assertThat(address.user()).isNull();
    assertThat(address.password()).isNull();
  }

  @Test
  void oneServerWithEverything() {
    var address = RedisAddress.parse("rediss://ada:p%40ss+w%3Ard@127.0.0.1:7000/3");
    assertThat(address.tls()).isTrue();
    assertThat(address.user()).isEqualTo("ada");
    assertThat(address.password()).isEqualTo("p@ss+w:rd");
    assertThat(address.database()).isEqualTo(3);
    assertThat(address.toString()).doesNotContain("p@ss", "ada");
  }

  @Test
  void sentinelsAndWhatTheyWatch() {
    var address = RedisAddress.parse("redis-sentinel://:secret@a:26380,b,c:26382/holdline/1");
    assertThat(address.form()).isEqualTo(Form.SENTINEL);
    assertThat(address.hosts())
        .containsExactly(
            new HostAndPort("a", 26380), new HostAndPort("b", 26379), new HostAndPort("c", 26382));
    assertThat(address.master()).isEqualTo("holdline");
    assertThat(address.database()).isEqualTo(1);
    assertThat(address.user()).isNull();
    assertThat(address.password()).isEqualTo("secret");
  }

  @Test
  void someNodesOfACluster() {
    var address = RedisAddress.parse("rediss-cluster://a:7000,b:7001/");
    assertThat(address.form()).isEqualTo(Form.CLUSTER);
    assertThat(address.tls()).isTrue();
    assertThat(address.hosts()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "127.0.0.1:6379",
        "http://127.0.0.1",
        "redis://",
        "redis://a,b",
        "redis://a/b",
        "redis://a:0",
        "redis://a:99999",
        "redis://a:b",
        "redis://a/0/0",
        "redis-sentinel://a",
        "redis-sentinel://a/",
        "redis-sentinel://a/m/x",
        "redis-cluster://a,",
        "redis-cluster://a/1"
      })
  void anythingElseIsRefusedByItsKey(String text) {
    assertThatThrownBy(() -> RedisAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holdline.redis.url");
  }
}
