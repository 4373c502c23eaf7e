package io.rdsmaint.simulator.drs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.RecoveryInstance;
import io.rdsmaint.simulator.model.RecoveryJob;
import io.rdsmaint.simulator.model.RecoveryService;
import io.rdsmaint.simulator.model.SourceServer;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.rules.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The calls of Elastic Disaster Recovery that are modelled; servers are replicated by scenarios. */
public final class DrsRules {
    private static final int MOST_TAGS = 50;

    /** On a page, where nobody asks for so many: small, so that there are several. */
    private static final int SNAPSHOTS = 10;

    private DrsRules() {}

    public static List<Rule> all() {
        Set<String> listing = Set.of("filters", "maxResults", "nextToken");
        return List.of(
                new DrsCall("DescribeSourceServers", listing, DrsRules::servers),
                new DrsCall("DescribeJobs", listing, DrsRules::jobs),
                new DrsCall("DescribeJobLogItems", Set.of("jobID", "maxResults", "nextToken"), DrsRules::log),
                new DrsCall("DescribeRecoveryInstances", listing, DrsRules::instances),
                new DrsCall(
                        "DescribeRecoverySnapshots",
                        Set.of("sourceServerID", "filters", "order", "maxResults", "nextToken"),
                        DrsRules::snapshots),
                new DrsCall("GetLaunchConfiguration", Set.of("sourceServerID"), DrsRules::launchConfiguration),
                new DrsCall("StartRecovery", Set.of("sourceServers", "isDrill", "tags"), DrsRules::start),
                new DrsCall("TerminateRecoveryInstances", Set.of("recoveryInstanceIDs"), DrsRules::terminate),
                new DrsCall("TagResource", Set.of("resourceArn", "tags"), DrsRules::tag),
                new DrsCall("UntagResource", Set.of("resourceArn", "tagKeys"), DrsRules::untag));
    }

    private static ObjectNode servers(Call call, RecoveryService service, DrsCall.Site site) {
        Set<String> ids = Pages.ids(call, "sourceServerIDs");
        return Pages.page(
                call,
                service.servers().stream()
                        .filter(each -> ids.isEmpty() || ids.contains(each.id()))
                        .map(each -> Views.server(service, each, site.now()))
                        .toList());
    }

    private static ObjectNode jobs(Call call, RecoveryService service, DrsCall.Site site) {
        Set<String> ids = Pages.ids(call, "jobIDs");
        JsonNode filters = call.input().path("filters");
        Instant from = instant(filters.path("fromDate"), Instant.MIN);
        Instant to = instant(filters.path("toDate"), Instant.MAX);
        return Pages.page(
                call,
                service.jobs().reversed().stream()
                        .filter(each -> ids.isEmpty() || ids.contains(each.id()))
                        .filter(each -> !each.createdAt().isBefore(from)
                                && !each.createdAt().isAfter(to))
                        .map(each -> Views.job(service, each, site.now()))
                        .toList());
    }

    private static Instant instant(JsonNode text, Instant otherwise) {
        return text.isTextual() ? Instant.parse(text.asText()) : otherwise;
    }

    private static ObjectNode log(Call call, RecoveryService service, DrsCall.Site site) {
        String id = call.required("jobID");
        RecoveryJob job = service.jobs().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> DrsError.invalid("There is no job " + id));
        return Pages.page(call, job.log(site.now()).stream().map(Views::line).toList());
    }

    private static ObjectNode instances(Call call, RecoveryService service, DrsCall.Site site) {
        Set<String> ids = Pages.ids(call, "recoveryInstanceIDs");
        Set<String> servers = Pages.ids(call, "sourceServerIDs");
        return Pages.page(
                call,
                service.instances().stream()
                        .filter(each -> each.shown(site.now()))
                        .filter(each -> ids.isEmpty() || ids.contains(each.id()))
                        .filter(each -> servers.isEmpty()
                                || servers.contains(each.server().id()))
                        .map(each -> Views.instance(each, site.now()))
                        .toList());
    }

    private static ObjectNode snapshots(Call call, RecoveryService service, DrsCall.Site site) {
        SourceServer server = server(service, call.required("sourceServerID"));
        JsonNode filters = call.input().path("filters");
        Instant from = instant(filters.path("fromDateTime"), Instant.MIN);
        Instant to = instant(filters.path("toDateTime"), Instant.MAX);
        List<SourceServer.Snapshot> oldestFirst = server.snapshots(site.now()).stream()
                .filter(each -> !each.at().isBefore(from) && !each.at().isAfter(to))
                .toList();
        return Pages.page(
                call,
                (call.text("order").orElse("ASC").equals("DESC") ? oldestFirst.reversed() : oldestFirst)
                        .stream()
                                .map(each -> Pages.object()
                                        .put("snapshotID", each.id())
                                        .put("sourceServerID", server.id())
                                        .put("expectedTimestamp", each.at().toString())
                                        .put("timestamp", each.at().toString()))
                                .toList(),
                SNAPSHOTS);
    }

    private static ObjectNode launchConfiguration(Call call, RecoveryService service, DrsCall.Site site) {
        SourceServer server = server(service, call.required("sourceServerID"));
        ObjectNode view = Pages.object()
                .put("sourceServerID", server.id())
                .put("launchDisposition", "STARTED")
                .put("targetInstanceTypeRightSizingMethod", server.settings().rightSizing())
                .put("copyPrivateIp", false)
                .put("copyTags", server.settings().copyTags())
                .put("ec2LaunchTemplateID", "lt-" + server.id().substring(2));
        view.putObject("licensing").put("osByol", true);
        server.launchInto()
                .ifPresent(id -> view.putObject("launchIntoInstanceProperties").put("launchIntoEC2InstanceID", id));
        return view;
    }

    private static ObjectNode start(Call call, RecoveryService service, DrsCall.Site site) {
        Map<String, String> tags = new LinkedHashMap<>();
        call.input()
                .path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        if (!tags.isEmpty()) {
            site.permitted("drs:TagResource");
        }
        if (tags.size() > MOST_TAGS) {
            throw DrsError.invalid("Value at 'tags' must have at most " + MOST_TAGS + " members");
        }
        List<SourceServer> chosen = new ArrayList<>();
        Map<SourceServer, Instant> snapshots = new HashMap<>();
        for (JsonNode each : call.list("sourceServers")) {
            SourceServer server = server(service, each.path("sourceServerID").asText());
            chosen.add(server);
            if (each.hasNonNull("recoverySnapshotID")) {
                snapshots.put(
                        server, snapshot(server, each.path("recoverySnapshotID").asText(), site.now()));
            }
        }
        if (chosen.isEmpty() || chosen.size() > Pages.MOST_IDS) {
            throw DrsError.invalid("Value at 'sourceServers' must have from 1 to " + Pages.MOST_IDS + " members");
        }
        service.exceeded(chosen.size()).ifPresent(why -> {
            throw DrsError.quota(why);
        });
        chosen.forEach(server -> service.busy(server).ifPresent(job -> {
            throw DrsError.conflict("Source server " + server.id() + " is in job " + job.id());
        }));
        RecoveryJob job = service.launch(chosen, snapshots, call.bool("isDrill").orElse(false), tags);
        return job(service, job, site);
    }

    private static Instant snapshot(SourceServer server, String id, Instant now) {
        return server.snapshots(now).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> DrsError.missing("There is no snapshot " + id + " of " + server.id()))
                .at();
    }

    private static ObjectNode terminate(Call call, RecoveryService service, DrsCall.Site site) {
        List<RecoveryInstance> chosen = new ArrayList<>();
        for (String id : call.texts("recoveryInstanceIDs")) {
            RecoveryInstance instance = service.instances().stream()
                    .filter(each -> each.id().equals(id) && each.shown(site.now()))
                    .reduce((first, second) -> second)
                    .orElseThrow(() -> DrsError.missing("There is no recovery instance " + id));
            if (instance.until().isPresent() || service.busy(instance.server()).isPresent()) {
                throw DrsError.conflict("Recovery instance " + id + " is terminated, or in a job");
            }
            chosen.add(instance);
        }
        if (chosen.isEmpty() || chosen.size() > Pages.MOST_IDS) {
            throw DrsError.invalid("Value at 'recoveryInstanceIDs' must have from 1 to " + Pages.MOST_IDS + " members");
        }
        service.exceeded(chosen.size()).ifPresent(why -> {
            throw DrsError.quota(why);
        });
        return job(service, service.terminate(chosen), site);
    }

    private static ObjectNode job(RecoveryService service, RecoveryJob job, DrsCall.Site site) {
        ObjectNode result = Pages.object();
        result.set("job", Views.job(service, job, site.now()));
        return result;
    }

    private static SourceServer server(RecoveryService service, String id) {
        return service.server(id).orElseThrow(() -> DrsError.missing("There is no source server " + id));
    }

    private static ObjectNode tag(Call call, RecoveryService service, DrsCall.Site site) {
        SourceServer server = named(call, service);
        call.input()
                .path("tags")
                .properties()
                .forEach(tag -> server.tags().put(tag.getKey(), tag.getValue().asText()));
        return Pages.object();
    }

    private static ObjectNode untag(Call call, RecoveryService service, DrsCall.Site site) {
        named(call, service).tags().keySet().removeAll(call.texts("tagKeys"));
        return Pages.object();
    }

    private static SourceServer named(Call call, RecoveryService service) {
        String arn = call.required("resourceArn");
        return service.servers().stream()
                .filter(each -> each.arn().equals(arn))
                .findFirst()
                .orElseThrow(() -> DrsError.missing("There is no resource " + arn));
    }
}
