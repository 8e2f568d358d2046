internal import CPangoCairo
internal import Story

/// The attributes that Pango needs to shape a text with several looks.
///
/// Corresponds to `PangoAttrList`.
@safe final class TextAttributes {
    let pointer: OpaquePointer

    /// - Parameters:
    ///   - fonts: the story's own fonts.
    ///   - unbroken: ranges that a line may break before, but not inside.
    init(
        _ text: StyledText, style: TextStyle, scale: Double, fonts: LoadedFonts?, unbroken: [Range<Int>]
    ) {
        guard let pointer = unsafe pango_attr_list_new() else { fatalError("out of memory") }
        unsafe self.pointer = pointer
        if style.lineHeight != 1 {
            unsafe insert(pango_attr_line_height_new(style.lineHeight))
        }
        if style.letterSpacing != 0 {
            for range in Self.spaceable(text.string) {
                unsafe insert(pango_attr_letter_spacing_new(pangoUnits(style.letterSpacing * scale)), range)
            }
        }
        for range in unbroken {
            // Pango allows a line break before a word. How it classifies the letters inside does not matter.
            unsafe insert(pango_attr_word_new(), range)
            unsafe insert(pango_attr_allow_breaks_new(0), range)
        }
        for range in text.unhyphenated { unsafe insert(pango_attr_insert_hyphens_new(0), range) }
        for (index, span) in text.spans.enumerated() {
            if text.spans.count > 1 {
                // A distinct colour for each span makes Pango split its runs there. The colour itself does not matter,
                // because letters are filled as outlines.
                unsafe insert(
                    pango_attr_foreground_new(
                        UInt16(truncatingIfNeeded: index), UInt16(truncatingIfNeeded: index >> 16), 0),
                    span.range)
            }
            if let font = span.look.font {
                insert(FontDescription(font, scale: scale, in: fonts), span.range)
            }
            let font = span.look.font ?? style.font
            if fonts?.lacksSpace(font) == true {
                let other = FontDescription(TextStyle.Font(size: font.size), scale: scale, in: nil)
                for space in Self.spaces(of: text.string, in: span.range) { insert(other, space) }
            }
        }
    }

    deinit { unsafe pango_attr_list_unref(pointer) }

    /// - Parameter range: in bytes of the text; nil for the whole text.
    private func insert(_ attribute: UnsafeMutablePointer<PangoAttribute>?, _ range: Range<Int>? = nil) {
        guard let attribute = unsafe attribute else { fatalError("out of memory") }
        if let range {
            unsafe attribute.pointee.start_index = UInt32(range.lowerBound)
            unsafe attribute.pointee.end_index = UInt32(range.upperBound)
        }
        unsafe pango_attr_list_insert(pointer, attribute)
    }

    private func insert(_ description: FontDescription, _ range: Range<Int>) {
        withExtendedLifetime(description) {
            unsafe insert(pango_attr_font_desc_new(description.pointer), range)
        }
    }

    /// Where spaces are in a part of a text, in bytes.
    private static func spaces(of text: String, in range: Range<Int>) -> [Range<Int>] {
        text.utf8.enumerated().filter { range.contains($0.offset) && $0.element == UInt8(ascii: " ") }
            .map { $0.offset..<($0.offset + 1) }
    }

    /// The parts of a text that letter spacing may affect. Scripts with joined letters are excluded.
    private static func spaceable(_ text: String) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var offset = 0
        for scalar in text.unicodeScalars {
            let end = offset + UTF8.width(scalar)
            if !joins(scalar) {
                if let last = ranges.last, last.upperBound == offset {
                    ranges[ranges.count - 1] = last.lowerBound..<end
                } else {
                    ranges.append(offset..<end)
                }
            }
            offset = end
        }
        return ranges
    }

    /// Whether the scalar's letters are joined by strokes or by a line above them, by Unicode's blocks.
    private static func joins(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // Arabic, Syriac, Thaana, N'Ko and Mandaic with their presentation forms.
        case 0x0600...0x08ff, 0xfb50...0xfdff, 0xfe70...0xfeff: true
        // Devanagari, Bengali, Gurmukhi; Tibetan; Mongolian.
        case 0x0900...0x0a7f, 0x0f00...0x0fff, 0x1800...0x18af: true
        default: false
        }
    }
}
