/// One font of a file: what chooses it, and the tables that a library may read.
package struct OpenTypeFont {
    /// An axis along which a variable font varies.
    package struct Axis: Hashable, Sendable {
        /// Such as `wght`.
        package let tag: String
        package let range: ClosedRange<Double>
        package let standard: Double
    }

    /// The family's name in the font; nil if the font does not tell it.
    package let family: String?
    /// From 1 to 1000; 400 is regular.
    package let weight: Int
    package let isItalic: Bool
    /// Empty if the font does not vary.
    package let axes: [Axis]
    /// Whether the font forbids to embed it in documents (`fsType` 2, OpenType 1.9, "OS/2").
    package let forbidsEmbedding: Bool
    /// How many glyphs the font has.
    package let glyphCount: Int
    /// The tables that ``OpenTypeFile/sanitised`` writes, each with its bytes.
    let kept: [(tag: FourCC, content: ArraySlice<UInt8>)]

    /// Tables that shape text and are read by HarfBuzz alone, which checks them itself while it reads.
    private static let shaping: [FourCC] = ["GDEF", "GSUB", "GPOS", "BASE", "HVAR", "MVAR", "STAT", "kern"]

    /// - Parameter tables: within the bytes.
    init(
        _ bytes: [UInt8], tables: [FourCC: Range<Int>], limits: OpenTypeLimits
    ) throws(HeaderError) {
        func optional(_ tag: FourCC) -> TableBytes? {
            tables[tag].map { TableBytes(bytes, $0, name: tag.description) }
        }
        func table(_ tag: FourCC) throws(HeaderError) -> TableBytes {
            if let table = optional(tag) { return table }
            throw HeaderError(.malformed, "The font lacks the table \"\(tag)\", so its text cannot be drawn.")
        }
        let head = try table("head")
        let longOffsets = try Self.checkHead(head)
        let maxp = try table("maxp")
        let glyphCount = try maxp.uint16(at: 4)
        guard glyphCount > 0 else { throw maxp.broken("has no glyph") }
        self.glyphCount = glyphCount
        let (hhea, hmtx) = (try table("hhea"), try table("hmtx"))
        try Self.checkMetrics(hhea, hmtx, glyphCount: glyphCount)
        let cmap = try table("cmap")
        try CharacterMap.check(cmap, glyphCount: glyphCount)
        let os2 = try table("OS/2")
        try os2.require(68)
        weight = min(1000, max(1, try os2.uint16(at: 4)))
        let selection = try os2.uint16(at: 62)
        isItalic = selection & 0x201 != 0
        forbidsEmbedding = try os2.uint16(at: 8) & 0xf == 2
        family = optional("name").flatMap(FontNames.family)

        var kept = [head, maxp, hhea, hmtx, cmap, os2]
        if let glyf = optional("glyf") {
            try maxp.require(32)
            let loca = try table("loca")
            try GlyphOutlines(glyf: glyf, loca: loca, longOffsets: longOffsets, count: glyphCount).check(
                limits)
            kept += [glyf, loca]
        } else if let cff = optional("CFF ") {
            try CompactFont.check(cff, glyphCount: glyphCount)
            kept.append(cff)
        } else if let cff = optional("CFF2") {
            try CompactFont.checkSecond(cff, glyphCount: glyphCount)
            kept.append(cff)
        } else {
            throw HeaderError(
                .malformed, "The font has no outlines (glyf, CFF or CFF2). Use a version of it that has.")
        }
        var axes: [Axis] = []
        if let fvar = optional("fvar") {
            axes = try FontVariations.axes(fvar, limits: limits)
            kept.append(fvar)
            if let gvar = optional("gvar") {
                try FontVariations.check(gvar, axes: axes.count, glyphCount: glyphCount)
                kept.append(gvar)
            }
            if let avar = optional("avar") {
                try FontVariations.check(avar, axes: axes.count)
                kept.append(avar)
            }
        }
        self.axes = axes
        let variable: Set<FourCC> = axes.isEmpty ? ["HVAR", "MVAR", "STAT"] : []
        kept += Self.shaping.filter { !variable.contains($0) }.compactMap(optional)
        var written: [(tag: FourCC, content: ArraySlice<UInt8>)] = []
        for table in kept {
            written.append((FourCC(name: table.name), try table.part(0, table.count)))
        }
        written.append(("post", try Self.post(optional("post"))))
        if !axes.isEmpty, let fvar = written.firstIndex(where: { $0.tag == "fvar" }) {
            written[fvar].content = FontVariations.withoutInstances(written[fvar].content)
        }
        self.kept = written
    }

    /// Checks the font's header. Returns whether offsets of glyphs have 32 bits.
    private static func checkHead(_ head: TableBytes) throws(HeaderError) -> Bool {
        try head.require(54)
        guard try head.uint32(at: 12) == 0x5f0f_3cf5 else { throw head.broken("has the wrong magic number") }
        guard (16...16_384).contains(try head.uint16(at: 18)) else {
            throw head.broken("has an em square that is not 16 to 16384 units high")
        }
        let format = try head.uint16(at: 50)
        guard format <= 1 else { throw head.broken("has an unknown format of offsets, \(format)") }
        return format == 1
    }

    private static func checkMetrics(
        _ hhea: TableBytes, _ hmtx: TableBytes, glyphCount: Int
    ) throws(HeaderError) {
        try hhea.require(36)
        let widths = try hhea.uint16(at: 34)
        guard (1...glyphCount).contains(widths) else {
            throw hhea.broken("tells \(widths) widths for \(glyphCount) glyphs")
        }
        guard hmtx.count >= 4 * widths + 2 * (glyphCount - widths) else {
            throw hmtx.broken("is too short for \(glyphCount) glyphs")
        }
    }

    /// The table of names for printers, without any name: only its head, in version 3.
    private static func post(_ table: TableBytes?) throws(HeaderError) -> ArraySlice<UInt8> {
        var bytes = [UInt8](repeating: 0, count: 32)
        if let table, table.count >= 32 { bytes = Array(try table.part(0, 32)) }
        bytes.replaceSubrange(0..<4, with: [0, 3, 0, 0])
        return bytes[...]
    }
}

extension FourCC {
    /// - Precondition: four bytes of UTF-8.
    fileprivate init(name: String) {
        self.init(rawValue: name.utf8.reduce(0) { $0 << 8 | UInt32($1) })
    }
}
