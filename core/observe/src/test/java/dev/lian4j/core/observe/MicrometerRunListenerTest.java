package dev.lian4j.core.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.ModelTimeoutException;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class MicrometerRunListenerTest {

    private final TestObservationRegistry registry = TestObservationRegistry.create();
    private final MicrometerRunListener listener = MicrometerRunListener.of(registry);

    private TestObservationRegistryAssert observations() {
        return TestObservationRegistryAssert.assertThat(registry);
    }

    @Test
    void describesAModel() {
        Steps.MODEL.withListener(listener).invoke(Steps.request());

        observations()
                .hasObservationWithNameEqualTo("gen_ai.client.operation")
                .that()
                .hasContextualNameEqualTo("chat gpt-test")
                .hasLowCardinalityKeyValue("gen_ai.operation.name", "chat")
                .hasLowCardinalityKeyValue("gen_ai.provider.name", "openai")
                .hasLowCardinalityKeyValue("gen_ai.request.model", "gpt-test")
                .hasLowCardinalityKeyValue("gen_ai.response.model", "gpt-test-2026")
                .hasHighCardinalityKeyValue("gen_ai.usage.input_tokens", "12")
                .hasHighCardinalityKeyValue("gen_ai.usage.output_tokens", "5")
                .hasBeenStarted()
                .hasBeenStopped();
    }

    @Test
    void leavesOutWhatWasSaidUnlessAskedFor() {
        Steps.MODEL.withListener(listener).invoke(Steps.request());
        observations()
                .hasHandledContextsThatSatisfy(all -> assertThat(all.toString()).doesNotContain("秘密"));

        Steps.MODEL.withListener(listener.capturingContent()).invoke(Steps.request());
        observations()
                .hasHandledContextsThatSatisfy(all -> assertThat(all.toString()).contains(Steps.SECRET, "秘密的回答"));
    }

    @Test
    void marksAFailure() {
        assertThatThrownBy(() -> Steps.FAILING.withListener(listener).invoke(Steps.request()))
                .isInstanceOf(ModelTimeoutException.class);

        observations()
                .hasObservationWithNameEqualTo("gen_ai.client.operation")
                .that()
                .hasError()
                .hasBeenStopped();
        assertThat(listener.idle()).isTrue();
    }

    @Test
    void parentsAreThoseOfTheRunAcrossThreads() {
        Observation request = Observation.start("request", registry);
        request.scoped(() -> Steps.parallel().withListener(listener).invoke(Steps.request()));
        request.stop();

        observations().hasHandledContextsThatSatisfy(all -> {
            var both = all.stream()
                    .filter(context -> "both".equals(context.getContextualName()))
                    .toList();
            assertThat(all)
                    .filteredOn(context -> "chat gpt-test".equals(context.getContextualName()))
                    .hasSize(2)
                    .allSatisfy(
                            context -> assertThat(context.getParentObservation().getContextView())
                                    .isIn(both));
            assertThat(both.get(0).getParentObservation().getContextView().getName())
                    .isEqualTo("request");
        });
        assertThat(registry.getCurrentObservation()).isNull();
        assertThat(listener.idle()).isTrue();
    }

    @Test
    void aHandlerThatFailsDoesNotBreakTheRun() {
        Queue<String> stopped = new ConcurrentLinkedQueue<>();
        registry.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public void onStop(Observation.Context context) {
                stopped.add(context.getName());
                throw new IllegalStateException("the disk is full");
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
        assertThat(Steps.MODEL.withListener(listener).invoke(Steps.request()).text())
                .isEqualTo("秘密的回答");
        assertThat(stopped).contains("gen_ai.client.operation");
    }

    @Test
    void aStreamBelongsToTheObservationThatItIsTold() {
        Observation request = Observation.start("request", registry);
        try (var stream = Steps.MODEL.withListener(listener.below(request)).stream(Steps.request())) {
            assertThat(stream.result().text()).isEqualTo("秘密的回答");
        }
        observations()
                .hasHandledContextsThatSatisfy(all -> assertThat(all)
                        .anyMatch(context -> context.getParentObservation() != null
                                && "request"
                                        .equals(context.getParentObservation()
                                                .getContextView()
                                                .getName())));
    }
}
