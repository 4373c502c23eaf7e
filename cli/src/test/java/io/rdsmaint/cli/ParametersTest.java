package io.rdsmaint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private static String read(String... typed) {
        return new Parameters().read(List.of(typed)).toString().replace('"', '\'');
    }

    @Test
    void aValueIsWhatItLooksLike() {
        assertThat(read("failback=true", "warm_up_seconds=0", "temporary_instance=always", "min_readers=-1"))
                .isEqualTo("{'failback':true,'warm_up_seconds':0,'temporary_instance':'always','min_readers':-1}");
    }

    @Test
    void aVersionANameAndATypeAreTextsWhateverTheyLookLike() {
        assertThat(read("target_engine_version=16", "target_instance_type=true", "db_cluster_parameter_group_name=1"))
                .isEqualTo("{'target_engine_version':'16','target_instance_type':'true',"
                        + "'db_cluster_parameter_group_name':'1'}");
        assertThat(read("something=16.4")).as("no parameter is a fraction").isEqualTo("{'something':'16.4'}");
    }

    @Test
    void severalValuesAreAListAndSoIsTheOnlyOneOfAPlural() {
        assertThat(read("exclude_instances=a", "others=a, b,"))
                .isEqualTo("{'exclude_instances':['a'],'others':['a','b']}");
    }

    @Test
    void jsonIsTakenAsItIs() {
        assertThat(read("a:=\"5\"", "b:=[1,null]", "c:={\"d\":1.5}")).isEqualTo("{'a':'5','b':[1,null],'c':{'d':1.5}}");
    }

    @Test
    void aValueMayHoldAnything() {
        assertThat(read("a=b=c", "d=")).isEqualTo("{'a':'b=c','d':''}");
    }

    @Test
    void everythingThatIsNoParameterIsNamed() {
        assertThatThrownBy(() -> read("warm", "Failback=true", "a=1", "a=2", "b:=nope"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("'warm' is not key=value")
                .hasMessageContaining("'Failback=true' is not key=value")
                .hasMessageContaining("a is given twice")
                .hasMessageContaining("b:= wants JSON, and 'nope' is none");
    }
}
