package io.rdsmaint.simulator.drs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.RecoveryInstance;
import io.rdsmaint.simulator.model.RecoveryJob;
import io.rdsmaint.simulator.model.RecoveryService;
import io.rdsmaint.simulator.model.SourceServer;
import java.time.Instant;
import java.util.Map;

/** What Elastic Disaster Recovery shows. */
final class Views {
    private static final Map<String, String> RESULTS =
            Map.of("LAUNCHED", "SUCCEEDED", "FAILED", "FAILED", "TERMINATED", "SUCCEEDED");

    private Views() {}

    static ObjectNode job(RecoveryService service, RecoveryJob job, Instant now) {
        ObjectNode view = Pages.object()
                .put("jobID", job.id())
                .put("arn", job.arn())
                .put("type", job.launches() ? "LAUNCH" : "TERMINATE")
                .put("initiatedBy", job.initiatedBy())
                .put("creationDateTime", job.createdAt().toString())
                .put("status", job.status(now));
        boolean completed = job.completed(now);
        if (completed) {
            view.put("endDateTime", job.end().toString());
        }
        view.set("tags", Pages.tags(service.tagsLost() ? Map.of() : job.tags()));
        var servers = view.putArray("participatingServers");
        for (RecoveryJob.Participant each : job.participants()) {
            String status = job.status(each, now);
            ObjectNode one = servers.addObject()
                    .put("sourceServerID", each.server().id())
                    .put("launchStatus", status);
            RecoveryInstance instance = each.instance();
            if (instance != null && status.equals("LAUNCHED") && !completed) {
                one.put("recoveryInstanceID", instance.id());
            }
            if (each.action() != null && status.equals("LAUNCHED")) {
                ObjectNode run = one.putObject("launchActionsStatus")
                        .put("ssmAgentDiscoveryDatetime", each.at().toString())
                        .putArray("runs")
                        .addObject()
                        .put("runId", "run-" + each.server().id())
                        .put("status", now.isBefore(each.at().plusSeconds(240)) ? "IN_PROGRESS" : each.action());
                if (each.action().equals("FAILED")) {
                    run.put("failureReason", "the validation script ended with 1");
                }
            }
        }
        return view;
    }

    static ObjectNode server(RecoveryService service, SourceServer server, Instant now) {
        ObjectNode view = Pages.object()
                .put("sourceServerID", server.id())
                .put("arn", server.arn())
                .put("replicationDirection", "FAILOVER");
        view.set("tags", Pages.tags(server.tags()));
        view.putObject("dataReplicationInfo")
                .put("dataReplicationState", server.replication())
                .put("lagDuration", server.lag().toString());
        view.putObject("sourceProperties").putObject("identificationHints").put("hostname", server.hostname());
        service.instances().stream()
                .filter(each -> each.server() == server && each.runs(now))
                .forEach(each -> view.put("recoveryInstanceId", each.id()));
        String result = "NOT_STARTED";
        if (server.lastLaunch().isPresent()) {
            SourceServer.LastLaunch last = server.lastLaunch().get();
            String status = service.jobs().stream()
                    .filter(job -> job.id().equals(last.job()))
                    .flatMap(job -> job.participants().stream()
                            .filter(each -> each.server() == server)
                            .map(each -> job.status(each, now)))
                    .findFirst()
                    .orElse("PENDING");
            result = RESULTS.getOrDefault(status, "PENDING");
            view.putObject("lifeCycle")
                    .putObject("lastLaunch")
                    .put("status", status)
                    .putObject("initiated")
                    .put("jobID", last.job())
                    .put("type", last.drill() ? "DRILL" : "RECOVERY")
                    .put("apiCallDateTime", last.at().toString());
        }
        return view.put("lastLaunchResult", result);
    }

    static ObjectNode instance(RecoveryInstance instance, Instant now) {
        return Pages.object()
                .put("recoveryInstanceID", instance.id())
                .put("ec2InstanceID", instance.id())
                .put("ec2InstanceState", instance.state(now))
                .put("isDrill", instance.drill())
                .put("jobID", instance.job())
                .put("sourceServerID", instance.server().id())
                .put("pointInTimeSnapshotDateTime", instance.snapshot().toString());
    }

    static ObjectNode line(RecoveryJob.Line line) {
        ObjectNode view =
                Pages.object().put("logDateTime", line.at().toString()).put("event", line.event());
        ObjectNode data = view.putObject("eventData");
        SourceServer server = line.server();
        if (server != null) {
            data.put("sourceServerID", server.id());
        }
        return line.error() == null ? view : with(view, data.put("rawError", line.error()));
    }

    private static ObjectNode with(ObjectNode view, ObjectNode data) {
        view.set("eventData", data);
        return view;
    }
}
