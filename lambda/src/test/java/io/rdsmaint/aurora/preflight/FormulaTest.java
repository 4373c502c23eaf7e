package io.rdsmaint.aurora.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {
    private static final double SIXTEEN_GIB = 16.0 * (1L << 30);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "200; 200",
                "{DBInstanceClassMemory*3/4}; 12884901888",
                "LEAST({DBInstanceClassMemory/9531392},5000); 1802.45",
                "LEAST({DBInstanceClassMemory/953139},5000); 5000",
                "GREATEST({log(DBInstanceClassMemory/805306368)*45},1000); 1000",
                "{log(DBInstanceClassMemory/8187281408)*1000}; 1069.26",
                "SUM({DBInstanceClassMemory/12038},-50003); 1377133.50",
                "{DBInstanceVCPU/2}; 1",
                "GREATEST({DBInstanceVCPU*2}, 1 + 2 * (3 - 1)); 5"
            })
    void formulasGiveTheValueOnAClass(String formula, double value) {
        assertThat(Formula.value(formula, SIXTEEN_GIB, 2).orElseThrow()).isCloseTo(value, within(0.01));
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "", "{DBInstanceClassMemory", "LEAST(1", "SQRT(4)", "{AllocatedStorage/2}"})
    void whatIsNoFormulaHasNoValue(String text) {
        assertThat(Formula.value(text, SIXTEEN_GIB, 2)).isEmpty();
    }
}
