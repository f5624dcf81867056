package dev.foyer.mediaplane.udp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.BitSet;

/** The handful of Linux system calls behind {@link LinuxDatagramBatch}. A negative result is the negated errno. */
final class Posix {
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int SOL_SOCKET = 1;
    static final int SO_SNDBUF = 7;
    static final int SO_RCVBUF = 8;
    static final int IPPROTO_IP = 0;
    static final int IP_MTU_DISCOVER = 10;
    static final int IPPROTO_IPV6 = 41;
    static final int IPV6_MTU_DISCOVER = 23;
    static final int IPV6_V6ONLY = 26;
    static final int SOL_UDP = 17;
    static final int UDP_SEGMENT = 103;
    static final int MSG_TRUNC = 0x20;
    static final int MSG_DONTWAIT = 0x40;
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int EAGAIN = 11;
    static final int EACCES = 13;
    static final int EINVAL = 22;
    static final int EADDRINUSE = 98;
    static final int EADDRNOTAVAIL = 99;
    static final int ENOBUFS = 105;

    private static final int SOCK_DGRAM = 2;
    private static final int NONBLOCK_CLOEXEC = 0x800 | 0x80000;
    private static final int CPU_SET_BYTES = 128;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemoryLayout ERRNO_LAYOUT = Linker.Option.captureStateLayout();
    private static final long ERRNO_AT = ERRNO_LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle SOCKET = handle("socket", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = handle("bind", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle GETSOCKNAME = handle("getsockname", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle SETSOCKOPT =
            handle("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle RECVMMSG = handle("recvmmsg", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle SENDMMSG = handle("sendmmsg", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle POLL = handle("poll", ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle EVENTFD = handle("eventfd", JAVA_INT, JAVA_INT);
    private static final MethodHandle EVENTFD_READ = handle("eventfd_read", JAVA_INT, ADDRESS);
    private static final MethodHandle EVENTFD_WRITE = handle("eventfd_write", JAVA_INT, JAVA_LONG);
    private static final MethodHandle CLOSE = handle("close", JAVA_INT);
    private static final MethodHandle GETAFFINITY = handle("sched_getaffinity", JAVA_INT, JAVA_LONG, ADDRESS);
    private static final MethodHandle SETAFFINITY = handle("sched_setaffinity", JAVA_INT, JAVA_LONG, ADDRESS);

    private Posix() {}

    private static MethodHandle handle(String name, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(JAVA_INT, arguments),
                Linker.Option.captureCallState("errno"));
    }

    /** Where one thread's errno is kept; one per owner of a socket. */
    static MemorySegment errnoState(Arena arena) {
        return arena.allocate(ERRNO_LAYOUT);
    }

    static boolean selfTest() {
        int fd = eventFd();
        if (fd < 0) {
            return false;
        }
        close(fd);
        return true;
    }

    static int socket(int family) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = errnoState(arena);
            return result((int) SOCKET.invokeExact(state, family, SOCK_DGRAM | NONBLOCK_CLOEXEC, 0), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int bind(int fd, MemorySegment address) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = errnoState(arena);
            return result((int) BIND.invokeExact(state, fd, address, (int) address.byteSize()), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int localName(int fd, MemorySegment address) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = errnoState(arena);
            MemorySegment length = arena.allocateFrom(JAVA_INT, (int) address.byteSize());
            return result((int) GETSOCKNAME.invokeExact(state, fd, address, length), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int option(int fd, int level, int name, int value) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = errnoState(arena);
            MemorySegment memory = arena.allocateFrom(JAVA_INT, value);
            return result((int) SETSOCKOPT.invokeExact(state, fd, level, name, memory, Integer.BYTES), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int receive(MemorySegment state, int fd, MemorySegment messages, int count) {
        try {
            return result(
                    (int) RECVMMSG.invokeExact(state, fd, messages, count, MSG_DONTWAIT, MemorySegment.NULL), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int send(MemorySegment state, int fd, MemorySegment messages, int count) {
        try {
            return result((int) SENDMMSG.invokeExact(state, fd, messages, count, MSG_DONTWAIT), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int poll(MemorySegment state, MemorySegment descriptors, long count, int timeoutMillis) {
        try {
            return result((int) POLL.invokeExact(state, descriptors, count, timeoutMillis), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int eventFd() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = errnoState(arena);
            return result((int) EVENTFD.invokeExact(state, 0, NONBLOCK_CLOEXEC), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** Resets the counter of an event descriptor. */
    static int drain(MemorySegment state, int fd, MemorySegment eightBytes) {
        try {
            return result((int) EVENTFD_READ.invokeExact(state, fd, eightBytes), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int signal(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = errnoState(arena);
            return result((int) EVENTFD_WRITE.invokeExact(state, fd, 1L), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int close(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = errnoState(arena);
            return result((int) CLOSE.invokeExact(state, fd), state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static boolean pinCurrentThread(int index) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = errnoState(arena);
            MemorySegment mask = arena.allocate(CPU_SET_BYTES, Long.BYTES);
            int got = (int) GETAFFINITY.invokeExact(state, 0, (long) CPU_SET_BYTES, mask);
            BitSet allowed = BitSet.valueOf(mask.toArray(ValueLayout.JAVA_BYTE));
            if (got < 0 || allowed.isEmpty()) {
                return false;
            }
            int cpu = allowed.stream()
                    .skip(index % allowed.cardinality())
                    .findFirst()
                    .orElseThrow();
            mask.fill((byte) 0);
            mask.set(ValueLayout.JAVA_BYTE, cpu / 8, (byte) (1 << cpu % 8));
            return (int) SETAFFINITY.invokeExact(state, 0, (long) CPU_SET_BYTES, mask) == 0;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static int result(int value, MemorySegment state) {
        return value >= 0 ? value : -state.get(JAVA_INT, ERRNO_AT);
    }

    private static IllegalStateException broken(Throwable e) {
        return new IllegalStateException("a downcall failed before it reached the kernel", e);
    }
}
