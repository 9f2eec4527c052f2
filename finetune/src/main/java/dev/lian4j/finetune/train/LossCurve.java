package dev.lian4j.finetune.train;

import dev.lian4j.core.error.ModelException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Writes how the loss went to a folder when training ends: {@code loss.csv} with every step, and the curve as
 * {@code loss.svg} and {@code loss.png}.
 */
public final class LossCurve implements TrainerListener {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 500;

    private final Path folder;

    private LossCurve(Path folder) {
        this.folder = folder;
    }

    /** Writes to this folder, which is made if need be. */
    public static LossCurve in(Path folder) {
        return new LossCurve(folder);
    }

    @Override
    public void onEnd(TrainingResult result) {
        if (result.steps().isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(folder);
            writeTable(result);
            XYChart chart = chart(result);
            VectorGraphicsEncoder.saveVectorGraphic(
                    chart, folder.resolve("loss").toString(), VectorGraphicsFormat.SVG);
            BitmapEncoder.saveBitmap(chart, folder.resolve("loss").toString(), BitmapFormat.PNG);
        } catch (IOException e) {
            throw new ModelException(
                    "The loss curve could not be written to " + folder + ": " + e.getMessage(),
                    ModelException.Details.NONE,
                    e);
        }
    }

    private void writeTable(TrainingResult result) throws IOException {
        Map<Integer, Double> evaluations = new HashMap<>();
        result.evaluations().forEach(event -> evaluations.put(event.step(), event.loss()));
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(folder.resolve("loss.csv")))) {
            out.println("step,loss,learning_rate,gradient_norm,tokens,seconds,evaluation_loss");
            result.steps().forEach(step -> out.println(row(step, evaluations.get(step.step()))));
        }
    }

    private static String row(StepEvent step, @Nullable Double evaluation) {
        return String.format(
                Locale.ROOT,
                "%d,%.6f,%.8f,%.6f,%d,%.3f,%s",
                step.step(),
                step.loss(),
                step.learningRate(),
                step.gradientNorm(),
                step.tokens(),
                step.seconds(),
                evaluation == null ? "" : String.format(Locale.ROOT, "%.6f", evaluation));
    }

    private static XYChart chart(TrainingResult result) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Loss")
                .xAxisTitle("step")
                .yAxisTitle("cross-entropy a target token")
                .build();
        chart.getStyler().setYAxisMin(0.0);
        XYSeries training = chart.addSeries(
                "training",
                result.steps().stream().mapToDouble(StepEvent::step).toArray(),
                result.steps().stream().mapToDouble(StepEvent::loss).toArray());
        training.setMarker(SeriesMarkers.NONE);
        if (!result.evaluations().isEmpty()) {
            chart.addSeries(
                    "evaluation",
                    result.evaluations().stream()
                            .mapToDouble(EvaluationEvent::step)
                            .toArray(),
                    result.evaluations().stream()
                            .mapToDouble(EvaluationEvent::loss)
                            .toArray());
        }
        return chart;
    }
}
