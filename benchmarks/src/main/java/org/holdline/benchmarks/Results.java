package org.holdline.benchmarks;

import java.util.List;

/**
 * All of one run.
 *
 * @param lazyAppends with a Redis that syncs its file every second
 * @param strictAppends with one that syncs it before each answer
 */
record Results(
    List<AppendBenchmark.Result> lazyAppends,
    List<AppendBenchmark.Result> strictAppends,
    List<Latency> latencies,
    List<GatheringBenchmark.Result> gatherings,
    List<CleanupBenchmark.Result> cleanups,
    List<RoomsBenchmark.Result> rooms,
    MemoryBenchmark.Result memory,
    FanOutBenchmark.Result fanOut) {}
