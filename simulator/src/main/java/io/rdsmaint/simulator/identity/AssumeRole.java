package io.rdsmaint.simulator.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.World;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.rules.Rule;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives credentials of the account that a role is in; a role with an external id needs it. */
final class AssumeRole implements Rule {

    private static final Pattern ROLE = Pattern.compile("arn:aws:iam::(\\d{12}):role/([\\w+=,.@/-]+)");

    @Override
    public String action() {
        return "AssumeRole";
    }

    @Override
    public Set<String> parameters() {
        return Set.of(
                "RoleArn",
                "RoleSessionName",
                "DurationSeconds",
                "ExternalId",
                "Policy",
                "PolicyArns",
                "SourceIdentity",
                "Tags",
                "TransitiveTagKeys");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        String role = call.required("RoleArn");
        String session = call.required("RoleSessionName");
        Matcher arn = ROLE.matcher(role);
        if (!arn.matches()) {
            throw new ApiError("ValidationError", 400, role + " is invalid");
        }
        Optional<String> secret = Optional.ofNullable(site.world().externalIds().get(role));
        if (secret.isPresent() && !secret.equals(call.text("ExternalId"))) {
            throw new ApiError(
                    "AccessDenied", 403, "User is not authorized to perform: sts:AssumeRole on resource: " + role);
        }
        World world = site.world();
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ObjectNode credentials = result.putObject("Credentials");
        credentials.put("AccessKeyId", "ASIA" + arn.group(1) + "SIMU");
        credentials.put("SecretAccessKey", world.names().uuid());
        credentials.put("SessionToken", world.names().uuid());
        credentials.putPOJO(
                "Expiration",
                world.now().plusSeconds(call.integer("DurationSeconds").orElse(3_600)));
        result.putObject("AssumedRoleUser")
                .put("AssumedRoleId", "AROASIMULATED:" + session)
                .put("Arn", "arn:aws:sts::" + arn.group(1) + ":assumed-role/" + arn.group(2) + "/" + session);
        return result;
    }
}
