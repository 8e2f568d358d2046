internal import CPangoCairo
internal import Story

/// A font, as a request to Pango.
///
/// Corresponds to `PangoFontDescription`.
@safe final class FontDescription {
    let pointer: OpaquePointer

    /// - Parameter scale: canvas pixels for each pixel of the font.
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

/// Converts pixels to Pango's units of 1/1024 pixel.
func pangoUnits(_ pixels: Double) -> Int32 {
    Int32(clamping: Int((pixels * Double(PANGO_SCALE)).rounded()))
}
