package dev.foyer.hostile;

/**
 * One call of the generated kind.
 *
 * @param path with its query, encoded
 * @param about for the report: which operation, what is wrong with it
 * @param mustRefuse whether anything but a refusal is a fault; otherwise the call may also succeed
 */
record HostileCall(String method, String path, byte[] body, String scope, String about, boolean mustRefuse) {}
