package dev.foyer.database;

import dev.foyer.http.Reply;
import dev.foyer.http.Request;
import dev.foyer.http.Route;
import dev.foyer.http.RouteFilter;
import dev.foyer.kernel.Refusal;
import dev.foyer.kernel.RefusalCode;
import java.sql.SQLTransientConnectionException;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionException;

/** Says 503 instead of failing when so many calls come at once that none of the database's connections gets free in time. */
public final class BusyAnswers implements RouteFilter {
    private final RouteFilter inner;

    public BusyAnswers(RouteFilter inner) {
        this.inner = inner;
    }

    @Override
    public Reply around(Route route, Request request, Function<Request, Reply> next) {
        try {
            return inner.around(route, request, next);
        } catch (ConnectionException e) {
            if (e.getCause() instanceof SQLTransientConnectionException) {
                throw Refusal.of(RefusalCode.DATABASE_BUSY);
            }
            throw e;
        }
    }
}
