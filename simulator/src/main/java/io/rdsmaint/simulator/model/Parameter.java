package io.rdsmaint.simulator.model;

import java.util.Optional;

/**
 * One parameter of a family.
 *
 * @param name as in the group
 * @param initial value or formula of the default group; empty when the engine's own default holds
 * @param dynamic true when a change takes effect without a restart
 * @param dataType {@code integer}, {@code boolean}, {@code string} or {@code list}
 * @param ofClusters true when it can be set in cluster parameter groups only
 */
public record Parameter(String name, Optional<String> initial, boolean dynamic, String dataType, boolean ofClusters) {}
