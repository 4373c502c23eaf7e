package io.rdsmaint.simulator.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of an engine over its families, from a resource beside this class whose head says how it is written.
 *
 * @param rows one for each line
 */
record ParameterTable(List<Row> rows) {

    /** A parameter as it is from one family to another, both included. */
    record Row(Parameter parameter, int from, int to) {}

    static ParameterTable load(String resource) {
        try (InputStream in = ParameterTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ParameterTable parse(String text) {
        return new ParameterTable(text.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(ParameterTable::row)
                .toList());
    }

    /** The parameters of one family. */
    List<Parameter> of(int family) {
        return rows.stream()
                .filter(row -> row.from() <= family && family <= row.to())
                .map(Row::parameter)
                .toList();
    }

    private static Row row(String line) {
        String[] cell = line.split(" ", -1);
        String[] families = cell[1].split("-", -1);
        Parameter parameter = new Parameter(
                cell[0],
                Optional.of(cell[5]).filter(value -> !value.equals("-")),
                cell[3].endsWith("dynamic"),
                cell[4],
                cell[2].equals("cluster"),
                !cell[3].startsWith("fixed-"),
                cell[6].equals("-") ? "" : cell[6],
                cell.length > 7 ? cell[7] : "");
        return new Row(parameter, Integer.parseInt(families[0]), Integer.parseInt(families[1]));
    }
}
