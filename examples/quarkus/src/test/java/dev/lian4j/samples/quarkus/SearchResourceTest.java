package dev.lian4j.samples.quarkus;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SearchResourceTest {

    @Test
    void findsThePassageThatAnswers() {
        given().queryParam("question", "How long is my holiday?")
                .get("/search")
                .then()
                .statusCode(200)
                .body("[0]", containsString("27 days"));
    }
}
