/// Limits on what a font may have, so that a hostile one costs neither memory nor time.
package struct OpenTypeLimits: Hashable, Sendable {
    /// Bytes of the font, decompressed. The largest fonts in use, with all Chinese characters, have some 30 MB.
    package var bytes = 64 << 20
    /// Fonts in one collection. The largest collections of Noto CJK have 45.
    package var faces = 64
    /// Tables of a font. OpenType 1.9 registers 53, and Apple some 30 more.
    package var tables = 100
    /// Axes of a variable font. The widest in use, Roboto Flex, has 13.
    package var axes = 64
    /// Points of a glyph with all its components. The most intricate glyphs of scripts and ornaments have some 10,000.
    package var points = 100_000
    /// How deep components may nest (`maxComponentDepth` rarely exceeds 3).
    package var depth = 16

    package init() {}
}
