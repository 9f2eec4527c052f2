package dev.lian4j.finetune.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.finetune.train.TrainerListener.EvaluationEvent;
import dev.lian4j.finetune.train.TrainerListener.StepEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossCurveTest {

    private static final TrainingResult RESULT = new TrainingResult(
            List.of(
                    new StepEvent(1, 3, 4.5, 1e-3, 2.25, 64, 0.5),
                    new StepEvent(2, 3, 3.5, 5e-4, 1.5, 60, 0.25),
                    new StepEvent(3, 3, 3, 1e-5, 1, 70, 0.25)),
            List.of(new EvaluationEvent(0, 4.75), new EvaluationEvent(2, 3.25), new EvaluationEvent(3, 3.125)),
            TrainingResult.Stopped.DONE);

    @TempDir
    Path folder;

    @Test
    void writesATableAndTwoPictures() throws IOException {
        Path out = folder.resolve("new");
        LossCurve.in(out).onEnd(RESULT);

        assertThat(Files.readAllLines(out.resolve("loss.csv")))
                .containsExactly(
                        "step,loss,learning_rate,gradient_norm,tokens,seconds,evaluation_loss",
                        "1,4.500000,0.00100000,2.250000,64,0.500,",
                        "2,3.500000,0.00050000,1.500000,60,0.250,3.250000",
                        "3,3.000000,0.00001000,1.000000,70,0.250,3.125000");
        assertThat(Files.readString(out.resolve("loss.svg"))).contains("<svg", "<path");
        assertThat(ImageIO.read(out.resolve("loss.png").toFile()).getWidth()).isEqualTo(900);
    }

    @Test
    void aTrainingWithoutStepsDrawsNothing() {
        LossCurve.in(folder.resolve("none"))
                .onEnd(new TrainingResult(List.of(), List.of(), TrainingResult.Stopped.DONE));

        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeMadeIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> LossCurve.in(file.resolve("in")).onEnd(RESULT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(file.toString());
    }
}
