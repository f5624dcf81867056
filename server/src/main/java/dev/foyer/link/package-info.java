/** Room links: hosts they are opened under, addresses they are made of, what there is to share them. */
@org.jspecify.annotations.NullMarked
package dev.foyer.link;
