package dev.lian4j.models.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import javax.net.SocketFactory;

/** Sockets of channels: interrupting a thread that waits for such a one ends the wait, which a plain socket ignores. */
final class InterruptibleSockets extends SocketFactory {

    @Override
    public Socket createSocket() throws IOException {
        return SocketChannel.open().socket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connect(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connect(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connect(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return connect(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    private static Socket connect(InetSocketAddress to) throws IOException {
        return SocketChannel.open(to).socket();
    }

    private static Socket connect(InetSocketAddress to, InetSocketAddress from) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.bind(from).connect(to);
            return channel.socket();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
