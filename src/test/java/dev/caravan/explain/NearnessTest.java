package dev.caravan.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.caravan.explain.Explanation.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads that are almost of a format, and some that are of none, against the whole table. */
class NearnessTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'operator':'a','type':'PUSH_ARTIFACT','event_data':{}} | harbor | $.occur_at",
                "{'receiver':'r','alerts':[{}],'groupLabels':{}} | alertmanager | $.groupKey",
                "{'specversion':'1.0','id':'1','type':'com.acme.x'} | cloudevents | $.source",
                "{'events':[{'action':'push','target':{'repository':'a'}}]} | distribution | $.events[0].request",
                "{'source':'aws.ecr','detail':{}} | aws-ecr-eventbridge | $['detail-type']",
                "{'repository':{'clone_url':'u'},'sender':{'login':'a'}} | gitea"
                        + " | $.sender.username or $.repository.has_pull_requests or $.repository.original_url"
            })
    void whatIsMissingIsNamed(String payload, String format, String missing) throws Exception {
        assertThat(nearest(payload)).first().satisfies(nearest -> {
            assertThat(nearest.format()).isEqualTo(format);
            assertThat(nearest.missing()).containsExactly(missing);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'actoin':'push','target':{'repository':'x'}} | acr | $.action | $.actoin",
                "{'source':'aws.ecr','detailType':'x','detail':{}} | aws-ecr-eventbridge | $['detail-type'] | $.detailType",
                "{'involvedobject':{'kind':'x'},'severity':'info','reportingController':'c'} | flux | $.involvedObject | $.involvedobject",
                "{'domain':'d','event_types':'e','data':{},'subscription_key':'k'} | jfrog-artifactory | $.event_type | $.event_types"
            })
    void aSimilarNameIsTakenForTheOneThatWasMeant(String payload, String format, String missing, String there)
            throws Exception {
        assertThat(nearest(payload)).first().satisfies(nearest -> {
            assertThat(nearest.format()).isEqualTo(format);
            assertThat(nearest.similar()).isEqualTo(Map.of(missing, there));
        });
    }

    @Test
    void aSimilarNameThatWouldNotDoIsNoHint() throws Exception {
        assertThat(nearest("{'actoin':'sing','target':{'repository':'x'}}")
                        .get(0)
                        .similar())
                .isEmpty();
    }

    @Test
    void whatIsThereAndDoesNotHoldIsShownAsWritten() throws Exception {
        assertThat(nearest("{'action':'pull','target':{'repository':'x'}}"))
                .first()
                .satisfies(nearest -> {
                    assertThat(nearest.format()).isEqualTo("acr");
                    assertThat(nearest.missing()).isEmpty();
                    assertThat(nearest.unmet()).singleElement().asString().startsWith("@.action in [");
                });
        assertThat(nearest("{'title':'x','message':'y','alerts':[]}").get(0).unmet())
                .containsExactly("!(@.alerts)");
    }

    /** Above all not to those that ask for little and exclude much. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "[{}]",
                "'text'",
                "{'event':{'event_type':'incident.triggered','occurred_at':'2020'}}",
                "{'meta':{},'page':{'status_indicator':'major'},'incident':{'name':'x'}}",
                "{'alert':{'name':'x'},'level':'high'}"
            })
    void whatIsOfNoFormatIsNearToNone(String payload) throws Exception {
        assertThat(nearest(payload)).isEmpty();
    }

    @Test
    void ofAListTheFirstElementCounts() throws Exception {
        assertThat(nearest("[{'type':'PUSH_ARTIFACT','event_data':{}}]"))
                .extracting(Nearest::format)
                .contains("harbor");
    }

    private static List<Nearest> nearest(String payload) throws Exception {
        return Nearness.of(table(), new ObjectMapper().readValue(payload.replace('\'', '"'), Object.class), null);
    }

    private static List<Format> table() throws Exception {
        JsonNode file = new YAMLMapper()
                .readTree(Workplace.ROUTES.resolve("20-detect.camel.yaml").toFile());
        List<Format> formats = new ArrayList<>();
        for (JsonNode when : file.at("/0/route/from/steps/0/choice/when")) {
            String name = when.at("/steps/0/to/uri").asText().replaceFirst("^direct:", "");
            formats.add(
                    new Format(name, when.at("/expression/jsonpath/expression").asText(), exchange -> false));
        }
        return formats;
    }
}
