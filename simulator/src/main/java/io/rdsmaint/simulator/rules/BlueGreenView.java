package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.BlueGreenDeployment;
import io.rdsmaint.simulator.protocol.ApiError;

/** Blue/green deployments as calls name and show them. */
final class BlueGreenView {

    private BlueGreenView() {}

    /** Finds one by its identifier, which is not case-sensitive. */
    static BlueGreenDeployment find(AccountRegion site, String id) {
        BlueGreenDeployment found = site.blueGreenDeployments().get(Find.id(id));
        if (found == null) {
            throw new ApiError("BlueGreenDeploymentNotFoundFault", 404, "Blue/green deployment " + id + " not found.");
        }
        return found;
    }

    /** A refusal for the state that it is in. */
    static ApiError state(BlueGreenDeployment deployment, String what) {
        return new ApiError(
                "InvalidBlueGreenDeploymentStateFault",
                400,
                "The blue/green deployment " + deployment.id() + " can't be " + what + " while it is "
                        + deployment.status() + ".");
    }

    /** As the answer to a change shows it. */
    static ObjectNode answer(AccountRegion site, BlueGreenDeployment deployment) {
        ObjectNode result = Answers.object();
        result.set("BlueGreenDeployment", of(site, deployment, deployment.status()));
        return result;
    }

    /** As a describe shows it, with faults that hide the true status. */
    static ObjectNode shown(AccountRegion site, BlueGreenDeployment deployment) {
        return of(site, deployment, site.world().faults().shown(deployment.name(), deployment.status()));
    }

    private static ObjectNode of(AccountRegion site, BlueGreenDeployment deployment, String status) {
        ObjectNode view = Answers.object();
        view.put("BlueGreenDeploymentIdentifier", deployment.id());
        view.put("BlueGreenDeploymentName", deployment.name());
        view.put("Source", deployment.sourceArn());
        if (!deployment.targetArn().isEmpty()) {
            view.put("Target", deployment.targetArn());
        }
        ArrayNode details = view.putArray("SwitchoverDetails");
        deployment.pairs().forEach(pair -> {
            ObjectNode detail = details.addObject().put("SourceMember", pair.sourceArn());
            pair.targetArn().ifPresent(arn -> detail.put("TargetMember", arn));
            String member = pair.sourceArn().substring(pair.sourceArn().lastIndexOf(':') + 1);
            detail.put(
                    "Status",
                    site.world().faults().shown(deployment.name() + "/" + member, deployment.memberStatus(pair)));
        });
        ArrayNode tasks = view.putArray("Tasks");
        deployment
                .tasks()
                .forEach((name, progress) -> tasks.addObject().put("Name", name).put("Status", progress));
        view.put("Status", status);
        String words = details(site, deployment);
        if (!words.isEmpty()) {
            view.put("StatusDetails", words);
        }
        view.putPOJO("CreateTime", deployment.createdAt());
        deployment.deletedAt().ifPresent(at -> view.putPOJO("DeleteTime", at));
        Tags.put(view, "TagList", deployment.tags());
        return view;
    }

    private static String details(AccountRegion site, BlueGreenDeployment deployment) {
        return site.world()
                .faults()
                .degraded(deployment.names())
                .filter(why -> deployment.replicating())
                .map(why -> "Replication degraded: " + why)
                .orElse(deployment.statusDetails());
    }
}
