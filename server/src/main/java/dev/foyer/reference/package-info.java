/** The reference of the API, made from the same routes that serve: OpenAPI, a Postman collection, and the page that shows them. */
@org.jspecify.annotations.NullMarked
package dev.foyer.reference;
