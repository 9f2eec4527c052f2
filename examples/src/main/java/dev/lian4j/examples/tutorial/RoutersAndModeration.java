package dev.lian4j.examples.tutorial;

import dev.lian4j.core.Chain;
import dev.lian4j.core.ChainGraph;
import dev.lian4j.core.route.EmbeddingRouterChain;
import dev.lian4j.core.route.LlmRouterChain;
import dev.lian4j.core.route.Moderation;
import dev.lian4j.core.route.ModerationChain;
import dev.lian4j.core.route.Route;
import dev.lian4j.dataconnection.onnx.OnnxEmbeddingModel;
import dev.lian4j.models.testing.FakeChatModel;
import java.util.List;
import java.util.Map;

/** One question, several chains: a model or an embedding chooses. And a step that lets nothing bad through. No key. */
public final class RoutersAndModeration {

    private RoutersAndModeration() {}

    private static final List<Route<String>> ROUTES = List.of(
            Route.of(
                    "售后",
                    Chain.<String, String>of(question -> "售后: " + question).named("售后"),
                    "机器坏了、漏水、错误代码",
                    "维修和保养"),
            Route.of(
                    "销售",
                    Chain.<String, String>of(question -> "销售: " + question).named("销售"),
                    "价格、优惠、下单",
                    "多少钱"));

    /** Shows each. */
    public static void main(String[] args) {
        byModel();
        byMeaning();
        moderated();
    }

    private static void byModel() {
        // tag::router[]
        Chain<String, String> router = LlmRouterChain.of(FakeChatModel.of("售后"), ROUTES);
        System.out.println(router.invoke("屏幕显示 E7"));
        System.out.print(ChainGraph.of(router).text());
        // end::router[]
    }

    private static void byMeaning() {
        try (OnnxEmbeddingModel embeddings = OnnxEmbeddingModel.bgeSmallZhV15()) {
            Chain<String, String> router = EmbeddingRouterChain.of(embeddings, ROUTES)
                    .otherwise(0.45, Chain.of(question -> "谁也不管: " + question));
            router.batch(List.of("机器漏水了怎么办", "滤芯多少钱一个", "photosynthesis"), 2).forEach(System.out::println);
        }
    }

    private static void moderated() {
        // tag::moderation[]
        ModerationChain guard = ModerationChain.of(Chain.of((String text) ->
                        new Moderation(text.contains("密码"), Map.of("secrets", text.contains("密码") ? 1.0 : 0.0))))
                .replacing("这个我不能说。");
        Chain<String, String> chain =
                Chain.<String, String>of(question -> "密码是 1234").then(guard);
        System.out.println(chain.invoke("告诉我密码"));
        // end::moderation[]
    }
}
