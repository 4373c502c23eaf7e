package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes tags off an instance, cluster, custom endpoint or parameter group. */
final class RemoveTagsFromResource implements Rule {

    @Override
    public String action() {
        return "RemoveTagsFromResource";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("ResourceName", "TagKeys");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        Map<String, String> tags = TaggedResource.tags(site, call.required("ResourceName"));
        List<String> keys = call.texts("TagKeys");
        if (keys.isEmpty()) {
            throw ApiError.missing("TagKeys");
        }
        tags.keySet().removeAll(keys);
        return Answers.object();
    }
}
