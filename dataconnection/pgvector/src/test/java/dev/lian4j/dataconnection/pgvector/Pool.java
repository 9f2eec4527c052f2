package dev.lian4j.dataconnection.pgvector;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.postgresql.ds.PGSimpleDataSource;

/** A pool that keeps every connection that is given back, in whatever state it is. */
final class Pool extends PGSimpleDataSource {

    private static final long serialVersionUID = 1;

    private final transient Supplier<PGSimpleDataSource> source;
    private final transient Deque<Connection> idle = new ArrayDeque<>();
    private int made;

    Pool(Supplier<PGSimpleDataSource> source) {
        this.source = source;
    }

    synchronized int made() {
        return made;
    }

    @Override
    public synchronized Connection getConnection() throws SQLException {
        Connection connection = idle.poll();
        if (connection == null) {
            connection = source.get().getConnection();
            made++;
        }
        return lent(connection);
    }

    private Connection lent(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Pool.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return giveBack(connection);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private synchronized Object giveBack(Connection connection) {
        return idle.add(connection);
    }

    synchronized void close() throws SQLException {
        for (Connection connection : idle) {
            connection.close();
        }
    }
}
