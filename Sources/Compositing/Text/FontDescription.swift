internal import CPangoCairo
internal import Story

/// A font, as a request to Pango.
///
/// Corresponds to `PangoFontDescription`.
@safe final class FontDescription {
    let pointer: OpaquePointer

    /// - Parameters:
    ///   - scale: canvas pixels for each pixel of the font.
    ///   - fonts: the story's own fonts, which take precedence over installed ones.
    init(_ font: TextStyle.Font, scale: Double, in fonts: LoadedFonts?) {
        guard let pointer = unsafe pango_font_description_new() else { fatalError("out of memory") }
        unsafe self.pointer = pointer
        if let choice = fonts?.choice(for: font) {
            // Letters that the font lacks come from the other family.
            let other = font.file == nil ? "" : ",\(font.family)"
            unsafe pango_font_description_set_family(pointer, choice.face.name + other)
            let weight = font.file == nil ? font.weight : font.file?.weight ?? choice.face.standardWeight
            unsafe pango_font_description_set_weight(pointer, PangoWeight(UInt32(min(1_000, max(1, weight)))))
            unsafe pango_font_description_set_style(
                pointer, choice.isSlanted ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)
            if !choice.axes.isEmpty {
                unsafe pango_font_description_set_variations(pointer, choice.variations)
            }
        } else {
            unsafe pango_font_description_set_family(pointer, font.family)
            unsafe pango_font_description_set_weight(pointer, PangoWeight(UInt32(font.weight)))
            unsafe pango_font_description_set_style(
                pointer, font.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)
            if !font.axes.isEmpty {
                unsafe pango_font_description_set_variations(pointer, font.variations)
            }
        }
        unsafe pango_font_description_set_absolute_size(pointer, font.size * scale * Double(PANGO_SCALE))
    }

    deinit { unsafe pango_font_description_free(pointer) }
}

extension TextStyle.Font {
    /// The places on the axes of an installed variable font, with that of its weight.
    fileprivate var variations: String {
        axes.merging(["wght": Double(weight)]) { asked, _ in asked }.sorted { $0.key < $1.key }
            .map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    }
}

/// Converts pixels to Pango's units of 1/1024 pixel.
func pangoUnits(_ pixels: Double) -> Int32 {
    Int32(clamping: Int((pixels * Double(PANGO_SCALE)).rounded()))
}
