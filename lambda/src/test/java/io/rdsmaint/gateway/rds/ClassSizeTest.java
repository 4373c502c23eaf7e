package io.rdsmaint.gateway.rds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassSizeTest {
    @ParameterizedTest
    @CsvSource({
        "db.r6g.large,2,16,false",
        "db.r6g.xlarge,4,32,false",
        "db.r7g.16xlarge,64,512,false",
        "db.r6gd.4xlarge,16,128,true",
        "db.r6id.24xlarge,96,768,true",
        "db.x2g.large,2,32,false",
        "db.r4.8xlarge,32,244,false",
        "db.t4g.medium,2,4,false",
        "db.t2.small,1,2,false"
    })
    void sizesFollowFromNames(String name, int vcpus, double gib, boolean localStorage) {
        ClassSize size = ClassSize.of(name).orElseThrow();

        assertThat(size.vcpus()).isEqualTo(vcpus);
        assertThat(size.memoryGib()).isEqualTo(gib);
        assertThat(size.localStorage()).isEqualTo(localStorage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"db.serverless", "db.q9.large", "r6g.large", "db.r6g.2large", "db.r6g.metal", ""})
    void aNameThatSaysNothingHasNoSize(String name) {
        assertThat(ClassSize.of(name)).isEmpty();
    }

    @Test
    void aClassIsSmallerWhenItHasLessOfEither() {
        ClassSize r6g = ClassSize.of("db.r6g.large").orElseThrow();
        ClassSize x2g = ClassSize.of("db.x2g.large").orElseThrow();

        assertThat(r6g.smallerThan(x2g)).isTrue();
        assertThat(x2g.smallerThan(r6g)).isFalse();
        assertThat(r6g.smallerThan(r6g)).isFalse();
    }
}
