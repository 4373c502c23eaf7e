package io.rdsmaint.simulator.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.rules.Rule;
import java.util.Set;

/** Says whose credentials signed the call. */
final class GetCallerIdentity implements Rule {

    @Override
    public String action() {
        return "GetCallerIdentity";
    }

    @Override
    public Set<String> parameters() {
        return Set.of();
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("UserId", call.caller().accessKey())
                .put("Account", site.account())
                .put(
                        "Arn",
                        call.caller().accessKey().startsWith("ASIA")
                                ? "arn:aws:sts::" + site.account() + ":assumed-role/simulated/session"
                                : "arn:aws:iam::" + site.account() + ":user/simulated");
    }
}
