package io.rdsmaint.simulator.admin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.ledger.Ledger;
import java.time.Instant;

/** The ledger as JSON. */
final class LedgerView {

    private static final ObjectMapper JSON = new ObjectMapper();

    private LedgerView() {}

    static ObjectNode of(Ledger ledger, Instant now) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        ArrayNode lasting = view.putArray("interruptions");
        ledger.interruptions().forEach(each -> {
            ObjectNode entry = lasting.addObject();
            entry.put("harm", name(each.harm())).put("cluster", each.cluster()).put("subject", each.subject());
            entry.put("start", each.start().toString());
            each.end().ifPresentOrElse(end -> entry.put("end", end.toString()), () -> entry.putNull("end"));
            entry.put("seconds", each.length(now).toMillis() / 1_000.0).put("cause", each.cause());
        });
        ArrayNode moments = view.putArray("incidents");
        ledger.incidents()
                .forEach(each -> moments.addObject()
                        .put("harm", name(each.harm()))
                        .put("cluster", each.cluster())
                        .put("subject", each.subject())
                        .put("at", each.at().toString())
                        .put("detail", each.detail()));
        return view;
    }

    private static String name(Harm harm) {
        return JSON.convertValue(harm, String.class);
    }
}
