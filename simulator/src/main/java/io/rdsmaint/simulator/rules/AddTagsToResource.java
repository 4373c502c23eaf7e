package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.protocol.Call;
import java.util.Set;

/** Sets tags on an instance, cluster, custom endpoint or parameter group. */
final class AddTagsToResource implements Rule {

    @Override
    public String action() {
        return "AddTagsToResource";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("ResourceName", "Tags");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        Tags.add(TaggedResource.tags(site, call.required("ResourceName")), call);
        return Answers.object();
    }
}
