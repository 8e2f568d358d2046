internal import CPangoCairo
internal import Story

extension ShapedText {
    /// Letters that the requested font lacks and that another font provides.
    struct LackingFont: Hashable {
        let family: String
        /// Each letter once.
        var letters: [Character]
    }

    /// Latin, Greek and Cyrillic letters that do not come from the font of their part of the text.
    ///
    /// Every installed font has the letters and digits of ASCII; a font that the story brings may lack them.
    ///
    /// Other scripts, signs and emoji come from fonts of their own on every system.
    var lackingFonts: [LackingFont] {
        guard fonts != nil || text.string.contains(where: \.isOfLetters) else { return [] }
        let bytes = Array(text.string.utf8)
        var families: [TextStyle.Font: String?] = [:]
        var found: [LackingFont] = []
        for run in lines.flatMap(\.runs) {
            guard let item = unsafe run.pointer.pointee.item,
                let actual = unsafe Self.family(describing: item.pointee.analysis.font)
            else { continue }
            let font = text.spans.indices.contains(run.span) ? text.spans[run.span].look.font : nil
            let asked = font ?? style.font
            let own = families[asked] ?? family(of: asked)
            families[asked] = own
            guard let own, own != actual else { continue }
            let start = Int(unsafe item.pointee.offset)
            let end = min(bytes.count, start + Int(unsafe item.pointee.length))
            guard start < end else { continue }
            let title = fonts?.title(of: own)
            let letters = String(decoding: bytes[start..<end], as: UTF8.self)
                .filter { $0.isOfLetters || (title != nil && $0.isPlain) }
            for letter in letters {
                if let index = found.firstIndex(where: { $0.family == title ?? own }) {
                    if !found[index].letters.contains(letter) { found[index].letters.append(letter) }
                } else {
                    found.append(LackingFont(family: title ?? own, letters: [letter]))
                }
            }
        }
        return found
    }

    /// The family that the system uses for a font: the font's own if it is installed.
    ///
    /// Corresponds to `pango_context_load_font`.
    private func family(of font: TextStyle.Font) -> String? {
        let description = FontDescription(font, scale: scale, in: fonts)
        let context = unsafe pango_layout_get_context(layout)
        guard let loaded = unsafe pango_context_load_font(context, description.pointer) else { return nil }
        defer { unsafe g_object_unref(loaded) }
        return unsafe Self.family(describing: loaded)
    }

    /// Corresponds to `pango_font_describe`.
    private static func family(describing font: UnsafeMutablePointer<PangoFont>?) -> String? {
        guard let font = unsafe font, let description = unsafe pango_font_describe(font) else { return nil }
        defer { unsafe pango_font_description_free(description) }
        return unsafe pango_font_description_get_family(description).map { unsafe String(cString: $0) }
    }
}

extension Character {
    /// Whether the character is a letter or a digit of ASCII.
    fileprivate var isPlain: Bool { isASCII && (isLetter || isNumber) }

    /// Whether the character is a Greek or Cyrillic letter, or a Latin letter beyond ASCII, by Unicode's blocks.
    fileprivate var isOfLetters: Bool {
        guard let first = unicodeScalars.first, first.properties.isAlphabetic else { return false }
        if first.isASCII { return unicodeScalars.count > 1 }
        switch first.value {
        case 0xc0...0x52f, 0x1d00...0x1fff, 0x2c60...0x2c7f, 0xa640...0xa69f, 0xa720...0xa7ff: return true
        default: return false
        }
    }
}

extension Substitution {
    /// Letters that a text's font lacks.
    init(_ lacking: ShapedText.LackingFont, path: String) {
        let styles = NamedTextStyle.allCases.filter { $0.style.font.family == lacking.family }
        let owner =
            styles.isEmpty
            ? "" : " (style \(styles.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")))"
        let letters = lacking.letters.prefix(Self.namedLetters).map(String.init).joined(separator: ", ")
        let others = lacking.letters.count - Self.namedLetters
        self.init(
            .letters, path: path,
            reason: "the font \"\(lacking.family)\"\(owner) has no \(letters)"
                + (others > 0 ? " and \(others) others" : ""),
            taken: "they are drawn in another font")
    }

    private static let namedLetters = 12
}
