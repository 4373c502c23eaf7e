package io.rdsmaint.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.local.asl.Json;
import io.rdsmaint.local.endpoint.ServiceException;
import java.util.List;
import java.util.function.Function;

/** Cuts lists into pages; the token is the position where the next page begins. */
final class Page {
    private static final int MOST = 1_000;
    private static final int USUAL = 100;

    private Page() {}

    /** One page of the list, in a field of an object that has a nextToken when there is more. */
    static <T> ObjectNode of(Request request, String field, List<T> all, Function<T, ? extends JsonNode> shown) {
        int size = request.number("maxResults");
        if (size > MOST) {
            throw Request.invalid("Value '" + size + "' at 'maxResults' failed to satisfy constraint: Member must have"
                    + " value less than or equal to " + MOST);
        }
        int from = request.optional("nextToken").map(Page::position).orElse(0);
        int to = Math.min(all.size(), from + (size <= 0 ? USUAL : size));
        ObjectNode page = Json.object();
        ArrayNode items = page.putArray(field);
        all.subList(Math.min(from, to), to).forEach(one -> items.add(shown.apply(one)));
        if (to < all.size()) {
            page.put("nextToken", "from-" + to);
        }
        return page;
    }

    private static int position(String token) {
        try {
            return Integer.parseUnsignedInt(token.replaceFirst("^from-", ""));
        } catch (NumberFormatException e) {
            throw new ServiceException("InvalidToken", "Invalid Token: 'Invalid token'", e);
        }
    }
}
