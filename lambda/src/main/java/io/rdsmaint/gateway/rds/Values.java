package io.rdsmaint.gateway.rds;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.Tag;

/** What the API leaves out when it has nothing to say. */
final class Values {
    private Values() {}

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    static boolean yes(@Nullable Boolean value) {
        return value != null && value;
    }

    static int number(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }

    static Map<String, String> tags(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, t -> text(t.value()), (a, b) -> b));
    }

    /**
     * The fields that have a value, by the API's name; also those that a later version of the API adds to the model.
     */
    static Map<String, String> pending(@Nullable SdkPojo values) {
        Map<String, String> found = new TreeMap<>();
        if (values != null) {
            for (SdkField<?> field : values.sdkFields()) {
                Object value = field.getValueOrDefault(values);
                if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
                    found.put(
                            field.locationName(),
                            field.memberName().equals("MasterUserPassword") ? "****" : value.toString());
                }
            }
        }
        return found;
    }
}
