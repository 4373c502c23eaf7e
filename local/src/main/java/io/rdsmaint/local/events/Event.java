package io.rdsmaint.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.asl.Json;
import io.rdsmaint.local.endpoint.Account;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * An event on the bus.
 *
 * @param id unique
 * @param source who tells
 * @param detailType what it is
 * @param time when
 * @param resources the ARNs that it is about
 * @param detail an object
 */
public record Event(
        String id, String source, String detailType, Instant time, List<String> resources, JsonNode detail) {
    /** The event as targets receive it. */
    public ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("version", "0").put("id", id).put("detail-type", detailType).put("source", source);
        json.put("account", Account.ID)
                .put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
        json.put("region", Account.REGION);
        resources.forEach(json.putArray("resources")::add);
        json.set("detail", detail);
        return json;
    }
}
