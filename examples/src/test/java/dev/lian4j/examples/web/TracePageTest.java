package dev.lian4j.examples.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lian4j.core.Chain;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.TextResult;
import dev.lian4j.core.trace.TraceFile;
import dev.lian4j.examples.cli.trace.TracePage;
import dev.lian4j.examples.cli.trace.TraceReader;
import dev.lian4j.models.testing.FakeChatModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of {@code lian trace --html}, in a browser. */
class TracePageTest {

    @TempDir
    Path folder;

    private Path page() throws Exception {
        Path lines = folder.resolve("run.jsonl");
        try (TraceFile trace = TraceFile.to(lines)) {
            Chain.<String, ChatRequest>of(ChatRequest::of)
                    .named("prompt")
                    .then(FakeChatModel.of("二十七天 </script><b>days</b>"))
                    .map(TextResult::text)
                    .withListener(trace)
                    .invoke("年假有几天?");
        }
        Path page = folder.resolve("run.html");
        return Files.writeString(
                page,
                TracePage.of(TraceReader.read(Files.readString(lines), "run").spans()));
    }

    @Test
    void showsTheStepsAndFindsWords() throws Exception {
        Optional<Path> chromium = Browser.find();
        assumeThat(chromium).as("Chromium on the PATH").isPresent();
        try (Browser browser = Browser.start(chromium.get(), folder.resolve("profile"))) {
            browser.open(page().toUri().toString());
            assertThat(browser.readOnce(
                            "document.querySelectorAll('.step').length > 2",
                            "document.getElementById('steps').textContent"))
                    .contains("prompt")
                    .contains("FakeChatModel")
                    .contains("二十七天 </script><b>days</b>");
            browser.read("(() => { const box = document.getElementById('search'); box.value = '二十七';"
                    + " box.dispatchEvent(new Event('input')); })()");
            assertThat(
                            browser.read(
                                    "[...document.querySelectorAll('.step:not([hidden]) .name')].map(e => e.textContent).join()"))
                    .contains("FakeChatModel")
                    .doesNotContain("prompt");
            assertThat(browser.read("performance.getEntriesByType('resource').length"))
                    .isEqualTo("0");
            assertThat(browser.faults()).isEmpty();
        }
    }
}
