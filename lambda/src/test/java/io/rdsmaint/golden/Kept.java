package io.rdsmaint.golden;

import java.time.Instant;
import java.util.List;

/**
 * An operation as it was stored at a moment.
 *
 * @param moment its name
 * @param at when it was saved
 * @param document as stored
 * @param log its events up to then, as stored
 * @param world how many entries of its story's {@link Recording} had happened
 */
record Kept(String moment, Instant at, String document, List<String> log, int world) {}
