internal import CPangoCairo
internal import Story

/// A font as Pango is asked for it.
///
/// Corresponds to `PangoFontDescription`.
@safe final class FontDescription {
    let pointer: OpaquePointer

    /// - Parameter scale: pixels of the canvas for each of the font's.
    init(_ font: TextStyle.Font, scale: Double) {
        guard let pointer = unsafe pango_font_description_new() else { fatalError("out of memory") }
        unsafe self.pointer = pointer
        unsafe pango_font_description_set_family(pointer, font.family)
        unsafe pango_font_description_set_weight(pointer, PangoWeight(UInt32(font.weight)))
        unsafe pango_font_description_set_style(
            pointer, font.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)
        unsafe pango_font_description_set_absolute_size(pointer, font.size * scale * Double(PANGO_SCALE))
    }

    deinit { unsafe pango_font_description_free(pointer) }
}

/// Pixels as Pango counts lengths, in 1/1024ths.
func pangoUnits(_ pixels: Double) -> Int32 {
    Int32(clamping: Int((pixels * Double(PANGO_SCALE)).rounded()))
}
