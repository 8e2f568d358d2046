internal import CPangoCairo
internal import Story

/// Shapes text with the installed fonts, and with those of the story.
///
/// Two threads must not use Pango's objects at the same time. Each rasteriser has its own font map, so rasterisers on
/// different threads share none.
///
/// Corresponds to `PangoFontMap` and `PangoContext`.
@safe final class TextRasteriser {
    private let fontMap: UnsafeMutablePointer<PangoFontMap>
    private let context: OpaquePointer
    /// The story's own fonts; nil if it has none.
    let fonts: LoadedFonts?

    init(_ fonts: LoadedFonts? = nil) {
        self.fonts = fonts
        // Colour emoji need FreeType fonts.
        guard let fontMap = unsafe pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT),
            let context = unsafe pango_font_map_create_context(fontMap)
        else { fatalError("this Pango was built without FreeType") }
        unsafe self.fontMap = fontMap
        if let fonts { unsafe storymedia_set_config(fontMap, fonts.config) }
        unsafe self.context = context
        // The choice between Chinese, Japanese and Korean forms must not depend on the machine.
        unsafe pango_context_set_language(context, pango_language_from_string("en"))
        // Hinting moves outlines to the pixel grid, which spoils tilted or scaled text.
        let options = unsafe cairo_font_options_create()
        unsafe cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        unsafe cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        unsafe cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        unsafe pango_cairo_context_set_font_options(context, options)
        unsafe cairo_font_options_destroy(options)
        unsafe pango_context_set_round_glyph_positions(context, 0)
    }

    deinit {
        unsafe g_object_unref(UnsafeMutableRawPointer(context))
        unsafe g_object_unref(UnsafeMutableRawPointer(fontMap))
    }

    /// Generic families of CSS Fonts 4, section 2.1.3, and fontconfig's names for them. Whatever font the system
    /// chooses for a generic family is not a substitute.
    private static let genericFamilies: Set<String> = [
        "sans", "sans-serif", "serif", "monospace", "mono", "cursive", "fantasy", "system-ui", "emoji",
    ]

    /// The family that replaces one that is not installed; nil if it is installed.
    func substitute(for font: TextStyle.Font) -> String? {
        if fonts?.choice(for: font) != nil { return nil }
        if Self.genericFamilies.contains(font.family.lowercased()) { return nil }
        if unsafe pango_font_map_get_family(fontMap, font.family) != nil { return nil }
        let description = FontDescription(font, scale: 1, in: fonts)
        guard let loaded = unsafe pango_context_load_font(context, description.pointer) else {
            return "nothing"
        }
        defer { unsafe g_object_unref(loaded) }
        let actual = unsafe pango_font_describe(loaded)
        defer { unsafe pango_font_description_free(actual) }
        return unsafe pango_font_description_get_family(actual).map { unsafe String(cString: $0) }
            ?? "nothing"
    }

    /// The families of the story and of the machine with the most similar names, at most three; empty if none is
    /// similar.
    ///
    /// Corresponds to `pango_font_map_list_families`.
    func families(near name: String) -> [String] {
        var families: UnsafeMutablePointer<UnsafeMutablePointer<PangoFontFamily>?>?
        var count: Int32 = 0
        unsafe pango_font_map_list_families(fontMap, &families, &count)
        defer { unsafe g_free(families) }
        guard let families = unsafe families else { return [] }
        let names = (0..<Int(count)).compactMap { index in
            unsafe families[index].map { unsafe String(cString: pango_font_family_get_name($0)) }
        }
        let own = fonts?.familyTitles ?? []
        let installed = names.filter { fonts?.title(of: $0) == nil }
        return Suggestion.nearest(3, to: name, among: own + installed)
    }

    /// Shapes a text and breaks it into lines.
    ///
    /// - Parameters:
    ///   - width: the width at which lines wrap, in pixels.
    ///   - scale: canvas pixels for each pixel of the style.
    func shape(_ text: StyledText, style: TextStyle, width: Double, scale: Double) -> ShapedText {
        unsafe ShapedText(
            taking: layout(text, style: style, width: width, scale: scale), text: text, style: style,
            scale: scale, fonts: fonts)
    }

    /// Shapes a text with a uniform look.
    func shape(_ text: String, style: TextStyle, width: Double, scale: Double) -> ShapedText {
        shape(StyledText(text, letterCase: style.letterCase), style: style, width: width, scale: scale)
    }

    /// The layout of a text in its fonts, wrapped at `width`. The caller must release it.
    ///
    /// Corresponds to `PangoLayout`.
    func layout(_ text: StyledText, style: TextStyle, width: Double, scale: Double) -> OpaquePointer {
        guard let layout = unsafe pango_layout_new(context) else { fatalError("out of memory") }
        let description = FontDescription(style.font, scale: scale, in: fonts)
        withExtendedLifetime(description) {
            unsafe pango_layout_set_font_description(layout, description.pointer)
        }
        unsafe pango_layout_set_width(layout, pangoUnits(width))
        unsafe pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        // Never interpreted as markup.
        unsafe pango_layout_set_text(layout, text.string, -1)
        let words = text.dictionaryWords
        setAttributes(words)
        // A dictionary word that is wider than a line is broken like any other word.
        let wide = unsafe words.isEmpty ? [] : Self.lines(of: layout, widerThan: width)
        if !wide.isEmpty {
            setAttributes(
                words.flatMap { word in wide.contains { $0.overlaps(word) } ? text.clusters(of: word) : [word]
                })
        }
        return unsafe layout

        func setAttributes(_ unbroken: [Range<Int>]) {
            let attributes = TextAttributes(
                text, style: style, scale: scale, fonts: fonts, unbroken: unbroken)
            withExtendedLifetime(attributes) {
                unsafe pango_layout_set_attributes(layout, attributes.pointer)
            }
        }
    }

    /// The byte ranges of the lines that are too wide.
    private static func lines(of layout: OpaquePointer, widerThan width: Double) -> [Range<Int>] {
        (0..<(unsafe pango_layout_get_line_count(layout))).compactMap { index in
            guard let line = unsafe pango_layout_get_line_readonly(layout, index) else { return nil }
            var logical = PangoRectangle()
            unsafe pango_layout_line_get_extents(line, nil, &logical)
            guard logical.width > pangoUnits(width) else { return nil }
            let start = Int(unsafe line.pointee.start_index)
            return start..<(start + Int(unsafe line.pointee.length))
        }
    }
}
