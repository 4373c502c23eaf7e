package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.protocol.Call;
import java.util.Set;

/** Shows the tags of an instance, cluster, custom endpoint or parameter group. */
final class ListTagsForResource implements Rule {

    @Override
    public String action() {
        return "ListTagsForResource";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("ResourceName", "Filters");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        ObjectNode result = Answers.object();
        Tags.put(result, "TagList", TaggedResource.tags(site, call.required("ResourceName")));
        return result;
    }
}
