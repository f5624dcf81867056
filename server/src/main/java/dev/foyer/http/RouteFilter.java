package dev.foyer.http;

import java.util.function.Function;

/** Stands around every route's handler, after the caller was checked: the ledger, limits, counters. */
@FunctionalInterface
public interface RouteFilter {
    /** Adds nothing. */
    RouteFilter NONE = (route, request, next) -> next.apply(request);

    /** Calls {@code next} or refuses; what the handler throws passes through. */
    Reply around(Route route, Request request, Function<Request, Reply> next);
}
