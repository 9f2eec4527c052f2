package dev.lian4j.samples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ApplicationTest {

    @Autowired
    TestRestTemplate client;

    @Test
    void findsThePassageThatAnswers() {
        String[] found = client.getForObject("/search?question={q}", String[].class, "How long is my holiday?");
        assertThat(found).hasSize(2);
        assertThat(found[0]).contains("27 days");
    }

    @Test
    void saysWhatIsMissingToAskAModel() {
        if (System.getenv("OPENAI_API_KEY") == null) {
            assertThat(client.getForEntity("/ask?question=x", String.class).getStatusCode().value()).isEqualTo(404);
        }
    }
}
