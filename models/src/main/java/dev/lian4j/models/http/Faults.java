package dev.lian4j.models.http;

import dev.lian4j.core.Run;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.LianException;
import dev.lian4j.core.error.ModelConnectionException;
import dev.lian4j.core.error.ModelException.Details;
import dev.lian4j.core.error.ModelTimeoutException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** From a fault of the connection to the exception that tells the caller what to do. */
record Faults(String place, Timeouts timeouts, Deadline deadline, Run run) {

    LianException of(Exception fault) {
        if (fault instanceof InterruptedException) {
            return CancelledException.interrupted("waiting for " + place);
        }
        throwIfStopped();
        return fault instanceof InterruptedIOException late ? timeout(late) : connection(fault);
    }

    /** To be asked before a fault is looked at: being stopped shows as all kinds of broken connections. */
    void throwIfStopped() {
        if (run.cancelled()) {
            throw new CancelledException("The run was cancelled while waiting for " + place);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw CancelledException.interrupted("waiting for " + place);
        }
    }

    private ModelTimeoutException timeout(InterruptedIOException late) {
        // Not by the fault's class: a limit of silence, too, may show as a plain InterruptedIOException.
        if (deadline.left() <= 0) {
            return overdue(late);
        }
        return isConnecting(late) ? unreachable(late) : silence(late);
    }

    /** The error for a call that was stopped since nothing came. */
    LianException silent(Exception fault) {
        throwIfStopped();
        return deadline.left() <= 0 ? overdue(fault) : silence(fault);
    }

    private static boolean isConnecting(InterruptedIOException late) {
        return String.valueOf(late.getMessage()).toLowerCase(Locale.ROOT).contains("connect");
    }

    private ModelTimeoutException unreachable(Exception late) {
        return new ModelTimeoutException(
                "No connection to " + place + " within " + timeouts.connect()
                        + "; check the address, or raise the connect timeout",
                Details.TRANSIENT,
                late);
    }

    private ModelTimeoutException silence(Exception late) {
        return new ModelTimeoutException(
                "No news from " + place + " for " + timeouts.read()
                        + "; if the model is merely slow, stream the reply or raise the read timeout",
                Details.TRANSIENT,
                late);
    }

    ModelTimeoutException overdue(@Nullable Exception cause) {
        return new ModelTimeoutException(
                "The call to " + place + " took longer than " + timeouts.call() + " in all; raise the call timeout",
                Details.NONE,
                cause);
    }

    private ModelConnectionException connection(Exception fault) {
        if (fault instanceof UnknownHostException) {
            return new ModelConnectionException(
                    "The host of " + place + " is not known; check the base address and the network",
                    Details.TRANSIENT,
                    fault);
        }
        if (fault instanceof SSLHandshakeException || fault instanceof SSLPeerUnverifiedException) {
            return new ModelConnectionException(
                    "No secure connection to " + place + ": its certificate or protocol is not accepted",
                    Details.NONE,
                    fault);
        }
        return new ModelConnectionException(
                "The connection to " + place + " failed or broke ("
                        + fault.getClass().getSimpleName()
                        + "); check that the server runs and the base address is right",
                Details.TRANSIENT,
                fault);
    }
}
