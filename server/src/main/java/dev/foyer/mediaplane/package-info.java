/** The rim of the media plane: sockets, threads and the clock around the media classes. */
@org.jspecify.annotations.NullMarked
package dev.foyer.mediaplane;
