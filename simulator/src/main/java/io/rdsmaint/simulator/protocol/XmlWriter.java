package io.rdsmaint.simulator.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Writes XML: a tree as the query protocol has it, without absent and null values, or element by element. */
public final class XmlWriter {

    private final StringBuilder out = new StringBuilder();

    /** Begins an element; attributes are names and values in turn. */
    public XmlWriter open(String name, String... attributes) {
        out.append('<').append(name);
        for (int i = 0; i + 1 < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escape(attributes[i + 1]))
                    .append('"');
        }
        out.append('>');
        return this;
    }

    /** Ends an element. */
    public XmlWriter close(String name) {
        out.append("</").append(name).append('>');
        return this;
    }

    /** An element that holds text. */
    public XmlWriter leaf(String name, String text) {
        return open(name).text(text).close(name);
    }

    XmlWriter fields(ObjectNode node) {
        node.properties().forEach(field -> element(field.getKey(), field.getValue()));
        return this;
    }

    private void element(String name, JsonNode value) {
        switch (value) {
            case ObjectNode object -> open(name).fields(object).close(name);
            case ArrayNode items -> {
                open(name);
                String item = ItemNames.of(name);
                items.forEach(each -> element(item, each));
                close(name);
            }
            case POJONode pojo
            when pojo.getPojo() instanceof Instant at ->
                leaf(name, at.truncatedTo(ChronoUnit.MILLIS).toString());
            case POJONode pojo -> leaf(name, String.valueOf(pojo.getPojo()));
            case JsonNode leaf when leaf.isNull() -> {}
            default -> leaf(name, value.asText());
        }
    }

    private XmlWriter text(String text) {
        out.append(escape(text));
        return this;
    }

    /** True for the characters that XML 1.0 can write. */
    static boolean writable(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= 0x20 && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }

    private static String escape(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder written = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(each -> {
            switch (each) {
                case '&' -> written.append("&amp;");
                case '<' -> written.append("&lt;");
                case '>' -> written.append("&gt;");
                case '"' -> written.append("&quot;");
                default -> written.appendCodePoint(writable(each) ? each : 0xFFFD);
            }
        });
        return written.toString();
    }

    /** Most texts are names, numbers and times: nothing in them needs to be written otherwise. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each < 0x20 || each > 0x7E || each == '&' || each == '<' || each == '>' || each == '"') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
