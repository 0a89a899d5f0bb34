package io.weir.codec.element;

/**
 * An information element (RFC 7012 §2.1).
 *
 * @param space who numbers it
 * @param id 0 to 65,535
 * @param name in lower camel case, unique within its space
 * @param semantics of the IANA registry ({@code deltaCounter}, {@code identifier}, {@code flags}…);
 *     empty where none are known
 */
public record InformationElement(
        ElementSpace space, int id, String name, ElementType type, String semantics) {}
