/** One UDP socket that receives and sends datagrams in batches: Linux system calls, or java.nio elsewhere. */
@org.jspecify.annotations.NullMarked
package dev.foyer.mediaplane.udp;
