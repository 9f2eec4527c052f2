package dev.lian4j.core.weights.peft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.FloatTensor;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Directories that PEFT wrote (src/test/python/golden_peft.py), and ours. */
class PeftAdapterTest {

    private static final String QUERY = "model.layers.0.self_attn.q_proj";
    private static final String VALUE = "model.layers.0.self_attn.v_proj";

    @TempDir
    Path directory;

    private static Path golden(String name) {
        try {
            return Path.of(Objects.requireNonNull(PeftAdapterTest.class.getResource("/peft/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void readsALoraAdapterOfPefts() {
        LoraAdapterFile adapter = LoraAdapterFile.of(PeftAdapter.read(golden("lora")));

        assertThat(adapter.config())
                .isEqualTo(LoraFile.builder()
                        .baseModel("tiny/小模型")
                        .r(4)
                        .alpha(8)
                        .targetModules(adapter.config().targetModules())
                        .rankPattern(Map.of("q_proj", 2))
                        .alphaPattern(Map.of("v_proj", 3.0))
                        .layersToTransform(List.of(0))
                        .build());
        assertThat(adapter.config().targetModules().names()).containsExactlyInAnyOrder("q_proj", "v_proj");
        assertThat(adapter.pairs()).containsOnlyKeys(QUERY, VALUE);
        assertThat(adapter.pairs().get(QUERY).a().shape()).containsExactly(2L, 8L);
        assertThat(adapter.pairs().get(VALUE).b().shape()).containsExactly(4L, 4L);
        assertThat(adapter.scale(QUERY)).isEqualTo(8.0 / 2);
        assertThat(adapter.scale(VALUE)).isEqualTo(3.0 / 4);
        assertThat(adapter.others()).isEmpty();
    }

    @Test
    void readsMagnitudesBiasesAndWholeModulesOfPefts() {
        LoraAdapterFile adapter = LoraAdapterFile.of(PeftAdapter.read(golden("dora")));

        assertThat(adapter.config().dora()).isTrue();
        assertThat(adapter.config().rsLora()).isTrue();
        assertThat(adapter.config().bias()).isEqualTo("lora_only");
        assertThat(adapter.config().init()).isEqualTo("gaussian");
        assertThat(adapter.config().modulesToSave()).containsExactly("lm_head");
        assertThat(adapter.config().targetModules()).isEqualTo(TargetModules.matching(".*q_proj"));
        LoraPair pair = Objects.requireNonNull(adapter.pairs().get(QUERY));
        assertThat(Objects.requireNonNull(pair.magnitude()).shape()).containsExactly(8L);
        assertThat(adapter.others()).containsOnlyKeys("lm_head.weight", QUERY + ".bias");
        assertThat(adapter.scale(QUERY)).isEqualTo(8 / Math.sqrt(2));
    }

    @Test
    void readsPromptsOfPefts() {
        PeftAdapter prompt = PeftAdapter.read(golden("prompt"));
        PeftAdapter prefix = PeftAdapter.read(golden("prefix"));

        assertThat(prompt.config()).isEqualTo(new PromptTuningFile("tiny/小模型", "CAUSAL_LM", 3, 8, 1, 2, ""));
        assertThat(prompt.tensors().get(PeftAdapter.PROMPT).shape()).containsExactly(3L, 8L);
        assertThat(prefix.config()).isEqualTo(new PrefixTuningFile("tiny/小模型", "CAUSAL_LM", 3, 4, 1, 1));
        assertThat(prefix.tensors().get(PeftAdapter.PROMPT).shape()).containsExactly(3L, 8L);
    }

    @Test
    void readsIa3OfPefts() {
        PeftAdapter adapter = PeftAdapter.read(golden("ia3"));

        Ia3File config = (Ia3File) adapter.config();
        assertThat(config.targetModules().names()).containsExactlyInAnyOrder("k_proj", "down_proj");
        assertThat(config.feedforwardModules()).isEqualTo(TargetModules.of("down_proj"));
        assertThat(adapter.tensors()
                        .get("base_model.model.model.layers.0.mlp.down_proj.ia3_l")
                        .shape())
                .containsExactly(1L, 12L);
    }

    /** Each key that we write has the value that PEFT wrote. */
    @ParameterizedTest
    @ValueSource(strings = {"lora", "dora", "prompt", "prefix", "ia3"})
    void writesWhatPeftWrote(String name) throws Exception {
        PeftAdapter read = PeftAdapter.read(golden(name));
        PeftAdapter written =
                read.config() instanceof LoraFile ? LoraAdapterFile.of(read).toPeft() : read;
        written.write(directory.resolve("适配器"));

        PeftAdapter again = PeftAdapter.read(directory.resolve("适配器"));
        assertThat(again.config()).isEqualTo(read.config());
        assertThat(again.tensors().keySet()).isEqualTo(read.tensors().keySet());
        read.tensors().forEach((tensor, numbers) -> {
            assertThat(again.tensors().get(tensor).shape()).isEqualTo(numbers.shape());
            assertThat(again.tensors().get(tensor).values()).containsExactly(numbers.values());
        });
        JsonNode ours = new ObjectMapper()
                .readTree(directory.resolve("适配器/adapter_config.json").toFile());
        JsonNode pefts = new ObjectMapper()
                .readTree(golden(name).resolve("adapter_config.json").toFile());
        // Which vector starts a prompt from what, and the width of a projection that is not used, do not matter later.
        assertThat(ours.properties())
                .filteredOn(key -> !key.getKey().equals("encoder_hidden_size"))
                .allSatisfy(key -> assertThat(key.getValue()).isEqualTo(pefts.get(key.getKey())));
    }

    private void config(String keys) throws Exception {
        Files.writeString(directory.resolve("adapter_config.json"), keys);
        Files.copy(golden("lora").resolve("adapter_model.safetensors"), directory.resolve("adapter_model.safetensors"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"lora_bias\":true                      | 'lora_bias' is set",
                "\"fan_in_fan_out\":true                 | 'fan_in_fan_out' is set",
                "\"alora_invocation_tokens\":[1]         | 'alora_invocation_tokens' is set",
                "\"layer_replication\":[[0,1]]           | 'layer_replication' is set",
                "\"target_parameters\":[\"x\"]           | 'target_parameters' is set",
                "\"trainable_token_indices\":{\"a\":[1]} | 'trainable_token_indices' is set",
                "\"use_qalora\":true                     | 'use_qalora' is set",
                "\"init_lora_weights\":\"pissa\"         | 'init_lora_weights' is \"pissa\"",
                "\"use_dora\":\"yes\"                    | 'use_dora' is \"yes\", it must be true or false",
                "\"lora_alpha\":\"8\"                    | 'lora_alpha' is \"8\", it must be a number",
                "\"lora_dropout\":2                      | lora_dropout",
                "\"bias\":\"some\"                       | bias must be none",
                "\"target_modules\":[1]                  | 'target_modules'",
                "\"modules_to_save\":\"lm_head\"         | 'modules_to_save'",
                "\"rank_pattern\":{\"a\":1.5}            | 'rank_pattern'",
                "\"rank_pattern\":[]                     | it must be an object",
                "\"layers_to_transform\":[0.5]           | 'layers_to_transform'",
            })
    void refusesByNameWhatItCannotHonour(String key, String what) throws Exception {
        config("{\"peft_type\":\"LORA\",\"r\":4," + key + "}");

        assertThatThrownBy(() -> PeftAdapter.read(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("adapter_config.json")
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                    | no whole JSON",
                "[]                                   | no JSON object",
                "{}                                   | 'peft_type' is null",
                "{\"peft_type\":\"LOHA\"}             | 'peft_type' is \"LOHA\"",
                "{\"peft_type\":\"LORA\"}             | 'r' is null",
                "{\"peft_type\":\"LORA\",\"r\":0}     | must be 1 at least",
                "{\"peft_type\":\"LORA\",\"r\":1e99}  | 'r' is",
                "{\"peft_type\":\"LORA\",\"r\":4,\"r\":8} | Duplicate",
            })
    void tellsWhatIsWrongWithAConfiguration(String config, String what) throws Exception {
        config(config);

        assertThatThrownBy(() -> PeftAdapter.read(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(what);
    }

    @Test
    void ignoresKeysOfLaterReleases() throws Exception {
        config("{\"peft_type\":\"LORA\",\"r\":4,\"new_in_2030\":{\"deep\":[1]},\"eva_config\":null,"
                + "\"layers_to_transform\":3}");

        LoraFile config = (LoraFile) PeftAdapter.read(directory).config();
        assertThat(config.r()).isEqualTo(4);
        assertThat(config.layersToTransform()).containsExactly(3);
    }

    @Test
    void tellsWhichFileIsMissing() throws Exception {
        assertThatThrownBy(() -> PeftAdapter.read(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("adapter_config.json");

        config("{\"peft_type\":\"LORA\",\"r\":4}");
        Files.delete(directory.resolve("adapter_model.safetensors"));
        assertThatThrownBy(() -> PeftAdapter.read(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("adapter_model.safetensors");
    }

    private static void assertNoLora(Map<String, FloatTensor> tensors, String what) {
        PeftAdapter adapter = new PeftAdapter(LoraFile.builder().r(1).build(), tensors);

        assertThatThrownBy(() -> LoraAdapterFile.of(adapter))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(what);
    }

    @Test
    void refusesTensorsThatAreNotWholeOrNotKnown() {
        FloatTensor one = FloatTensor.of(List.of(1L, 1L), 1);
        FloatTensor two = FloatTensor.of(List.of(2L, 2L), 1, 2, 3, 4);
        String module = "base_model.model.m";

        assertNoLora(Map.of(module + ".lora_A.weight", one), "lacks lora_B of 'm'");
        assertNoLora(Map.of(module + ".lora_B.weight", one), "lacks lora_A of 'm'");
        assertNoLora(Map.of("m.lora_A.weight", one), "does not start with base_model.model.");
        assertNoLora(Map.of(module + ".lora_embedding_A", one), "lora_embedding_A");
        assertNoLora(Map.of(module + ".lora_A.weight", one, module + ".lora_B.weight", two), "are no [rank, in]");
        assertNoLora(Map.of(module + ".lora_A.weight", two, module + ".lora_B.weight", two), "has the rank 2");
        assertNoLora(
                Map.of(
                        module + ".lora_A.weight", one,
                        module + ".lora_B.weight", one,
                        module + ".lora_magnitude_vector", one),
                "magnitude");
        assertThatThrownBy(() -> LoraAdapterFile.of(PeftAdapter.read(golden("ia3"))))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no LoRA adapter");
    }

    @Test
    void refusesAPatternThatIsNone() {
        FloatTensor one = FloatTensor.of(List.of(1L, 1L), 1);
        LoraFile config = LoraFile.builder().r(1).rankPattern(Map.of("(", 2)).build();
        PeftAdapter adapter = new PeftAdapter(
                config, Map.of("base_model.model.m.lora_A.weight", one, "base_model.model.m.lora_B.weight", one));

        assertThatThrownBy(() -> LoraAdapterFile.of(adapter)).isInstanceOf(ModelException.class);
    }

    @Test
    void findsModulesByTheEndsOfTheirNamesOrByAPattern() {
        assertThat(TargetModules.of("q_proj", "self_attn.k_proj").matches(QUERY))
                .isTrue();
        assertThat(TargetModules.of("proj").matches(QUERY)).isFalse();
        assertThat(TargetModules.matching(".*\\.q_proj").matches(QUERY)).isTrue();
        assertThat(TargetModules.matching("q_proj").matches(QUERY)).isFalse();
        assertThat(TargetModules.allLinear().isAllLinear()).isTrue();
    }

    @Test
    void changesOnePartOfAConfiguration() {
        LoraFile config = LoraFile.builder().r(4).modulesToSave(List.of("a")).build();

        assertThat(config.with(builder -> builder.r(8)))
                .isEqualTo(LoraFile.builder().r(8).modulesToSave(List.of("a")).build());
    }
}
