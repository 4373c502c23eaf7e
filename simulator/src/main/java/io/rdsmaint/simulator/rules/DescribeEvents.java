package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Event;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Paging;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Lists what happened: the past hour unless a time is given, at most fourteen days back. */
final class DescribeEvents implements Rule {

    private static final Duration KEPT = Duration.ofDays(14);
    private static final List<String> SOURCES = List.of(
            "db-instance",
            "db-parameter-group",
            "db-security-group",
            "db-snapshot",
            "db-cluster",
            "db-cluster-snapshot",
            "custom-engine-version",
            "db-proxy",
            "blue-green-deployment");

    @Override
    public String action() {
        return "DescribeEvents";
    }

    @Override
    public Set<String> parameters() {
        return Set.of(
                "SourceIdentifier",
                "SourceType",
                "StartTime",
                "EndTime",
                "Duration",
                "EventCategories",
                "Filters",
                "Marker",
                "MaxRecords");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        Instant now = site.world().now();
        call.text("SourceType").filter(each -> !SOURCES.contains(each)).ifPresent(each -> {
            throw ApiError.invalidValue("Invalid source type " + each + ". Valid values: " + SOURCES);
        });
        if (call.text("SourceIdentifier").isPresent() && call.text("SourceType").isEmpty()) {
            throw ApiError.invalidCombination("SourceType is required when SourceIdentifier is given.");
        }
        Instant to = call.instant("EndTime").orElse(now);
        Instant from = call.instant("StartTime")
                .orElseGet(() ->
                        to.minus(Duration.ofMinutes(call.integer("Duration").orElse(60))));
        if (from.isAfter(to)) {
            throw ApiError.invalidValue("The period of events must begin before it ends, and Duration be positive");
        }
        if (from.isBefore(now.minus(KEPT))) {
            throw ApiError.invalidValue("StartTime must be within the past 14 days");
        }
        List<String> categories = call.texts("EventCategories");
        List<ObjectNode> events = site.events().stream()
                .filter(each -> !each.at().isBefore(from) && !each.at().isAfter(to))
                .filter(each -> call.text("SourceType")
                        .filter(wanted -> !wanted.equals(each.sourceType()))
                        .isEmpty())
                .filter(each -> call.text("SourceIdentifier")
                        .filter(wanted -> !wanted.equals(each.source()))
                        .isEmpty())
                .filter(each ->
                        categories.isEmpty() || each.categories().stream().anyMatch(categories::contains))
                .map(DescribeEvents::view)
                .toList();
        return Paging.page(call, "Events", events);
    }

    private static ObjectNode view(Event event) {
        ObjectNode view = Answers.object();
        view.put("SourceIdentifier", event.source())
                .put("SourceType", event.sourceType())
                .put("Message", event.message());
        ArrayNode categories = view.putArray("EventCategories");
        event.categories().forEach(categories::add);
        view.putPOJO("Date", event.at());
        return view.put("SourceArn", event.arn());
    }
}
