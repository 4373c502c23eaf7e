package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code $.a} and {@code States.Format('{}', $.a)}; says what it does not know. */
final class ExpressionParser {
    private final String text;
    private int at;

    private ExpressionParser(String text) {
        this.text = text;
    }

    /** The expression; an IllegalArgumentException says why the text is none. */
    static Expression parse(String text) {
        if (text.startsWith("$")) {
            return new Expression.At(path(text));
        }
        ExpressionParser parser = new ExpressionParser(text);
        Expression call = parser.call();
        parser.skipBlanks();
        if (parser.at < text.length()) {
            throw new IllegalArgumentException("'" + text.substring(parser.at) + "' follows the function call");
        }
        return call;
    }

    private static Path path(String text) {
        return Path.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("'" + text
                        + "' is not a reference path ($, .name, ['name'] and [0] are implemented, nothing else)"));
    }

    private Expression call() {
        int start = at;
        int open = text.indexOf('(', at);
        String name = open < 0 ? text.substring(at) : text.substring(at, open);
        Optional<Intrinsic> function = Intrinsic.named(name);
        if (open < 0 || function.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' is not an intrinsic function that is implemented");
        }
        at = open + 1;
        List<Expression> arguments = arguments();
        if (!function.get().accepts(arguments.size())) {
            throw new IllegalArgumentException("'" + name + "' does not take " + arguments.size() + " arguments");
        }
        return new Expression.Call(text.substring(start, at), function.get(), List.copyOf(arguments));
    }

    private List<Expression> arguments() {
        List<Expression> arguments = new ArrayList<>();
        skipBlanks();
        if (peek() == ')') {
            at++;
            return arguments;
        }
        while (true) {
            arguments.add(argument());
            skipBlanks();
            char mark = peek();
            at++;
            if (mark == ')') {
                return arguments;
            }
            if (mark != ',') {
                throw new IllegalArgumentException("'" + text + "' lacks a comma or a closing parenthesis");
            }
        }
    }

    private Expression argument() {
        skipBlanks();
        if (peek() == '\'') {
            return new Expression.Literal(TextNode.valueOf(quoted()));
        }
        if (text.startsWith("States.", at)) {
            return call();
        }
        int start = at;
        while (peek() != ',' && peek() != ')') {
            at++;
        }
        String word = text.substring(start, at).strip();
        return word.startsWith("$") ? new Expression.At(path(word)) : literal(word);
    }

    private static Expression literal(String word) {
        try {
            return new Expression.Literal(Json.parse(word));
        } catch (Json.MalformedException e) {
            throw new IllegalArgumentException("'" + word + "' is not a path, a string, a number or a function", e);
        }
    }

    /** Keeps the escapes of braces and backslashes, which only States.Format resolves. */
    private String quoted() {
        StringBuilder out = new StringBuilder();
        at++;
        while (peek() != '\'') {
            if (text.startsWith("\\\\", at)) {
                out.append(peek());
                at++;
            } else if (text.startsWith("\\'", at)) {
                at++;
            }
            out.append(peek());
            at++;
        }
        at++;
        return out.toString();
    }

    private char peek() {
        if (at >= text.length()) {
            throw new IllegalArgumentException("'" + text + "' ends too early");
        }
        return text.charAt(at);
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }
}
