package dev.lian4j.models.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.core.error.ModelException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaCheckTest {

    private static Map<String, Object> schema(String json) throws Exception {
        return new ObjectMapper().readValue(json.replace('\'', '"'), new TypeReference<>() {});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'object','properties':{'名':{'type':'string','description':'x'}},'required':['名']}",
                "{'type':['string','null']}",
                "{'type':'array','items':{'type':'integer','minimum':0,'maximum':9},'minItems':1,'maxItems':3}",
                "{'anyOf':[{'type':'string'},{'const':{'not':1}}]}",
                "{'$defs':{'a':{'type':'string','format':'date'}},'$ref':'#/$defs/a'}",
                "{'enum':['a','b'],'title':'t','default':{'if':1}}",
                "{'type':'object','properties':{'not':{'type':'string'}},'additionalProperties':false}"
            })
    void acceptsWhatCanBeHeldTo(String json) throws Exception {
        Map<String, Object> schema = schema(json);
        assertThatCode(() -> JsonSchemaCheck.check(schema, true)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'foo'} | #/type",
                "{'type':'object','properties':{'a':{'type':'strin'}}} | #/properties/a/type",
                "{'$ref':'https://example.org/a'} | #/$ref",
                "{'$ref':'#/nowhere'} | #/$ref",
                "{'$ref':'#'} | #/$ref",
                "{'not':{'type':'string'}} | #/not",
                "{'type':'array','uniqueItems':true} | #/uniqueItems",
                "{'type':'string','format':'email'} | #/format",
                "{'type':'number','minimum':1} | #/minimum",
                "{'anyOf':[]} | #/anyOf",
                "{'anyOf':[{'type':'x'}]} | #/anyOf/0/type"
            })
    void namesThePlaceThatCannotBeHeldTo(String json, String place) throws Exception {
        Map<String, Object> schema = schema(json);
        assertThatThrownBy(() -> JsonSchemaCheck.check(schema, true))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(place + " ");
    }

    @Test
    void passesOverWhatCannotBeHeldToWhereThatIsAllowed() throws Exception {
        Map<String, Object> schema = schema("{'type':'array','uniqueItems':true}");
        assertThatCode(() -> JsonSchemaCheck.check(schema, false)).doesNotThrowAnyException();
    }
}
