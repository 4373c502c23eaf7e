package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.List;
import java.util.Set;

/** The calls of KMS that are modelled. Every key is there that belongs to the region, a customer's unless its name begins with aws. */
public final class KeyRules {

    private KeyRules() {}

    public static List<Rule> all() {
        return List.of(new DescribeKey());
    }

    private static final class DescribeKey implements Rule {
        @Override
        public String action() {
            return "DescribeKey";
        }

        @Override
        public Set<String> parameters() {
            return Set.of("KeyId");
        }

        @Override
        public ObjectNode answer(Call call, AccountRegion site) {
            String key = call.required("KeyId");
            if (site.world().withheld().contains("kms:DescribeKey")) {
                throw new ApiError(
                        "AccessDeniedException",
                        400,
                        "User is not authorized to perform: kms:DescribeKey on resource: " + key);
            }
            if (Keys.elsewhere(site, key)) {
                throw new ApiError("NotFoundException", 400, "Invalid arn " + key);
            }
            boolean aws = key.substring(key.lastIndexOf('/') + 1).startsWith("aws") || key.startsWith("alias/aws/");
            boolean enabled = !site.world().brokenKeys().contains(key);
            ObjectNode answer = Answers.object();
            answer.putObject("KeyMetadata")
                    .put(
                            "Arn",
                            key.startsWith("arn:")
                                    ? key
                                    : "arn:aws:kms:" + site.region() + ":" + site.account() + ":key/" + key)
                    .put("KeyState", enabled ? "Enabled" : "Disabled")
                    .put("Enabled", enabled)
                    .put("KeyManager", aws ? "AWS" : "CUSTOMER");
            return answer;
        }
    }
}
