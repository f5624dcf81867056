package dev.foyer.mediaplane;

import dev.foyer.media.dtls.DtlsIdentity;
import dev.foyer.media.dtls.DtlsRunner;
import dev.foyer.media.stream.SlotPool;
import java.security.SecureRandom;

/** What all loops of a node share; safe for use by several threads. */
record NodeParts(SecureRandom random, DtlsIdentity identity, DtlsRunner runner, SlotPool slots) {}
