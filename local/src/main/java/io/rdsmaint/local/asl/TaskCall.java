package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One call of a service by a Task.
 *
 * @param integration the service and its action
 * @param parameters what the state made of its input
 * @param execution who calls
 */
public record TaskCall(Integration integration, JsonNode parameters, ExecutionIdentity execution) {}
