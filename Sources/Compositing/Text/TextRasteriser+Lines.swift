internal import CPangoCairo
internal import Story

extension TextRasteriser {
    /// Shapes a text into at most `lines` lines. An ellipsis replaces the rest.
    ///
    /// Lengths are in the style's pixels. Text whose first strong letter is right-to-left is aligned to the other side,
    /// unless it is centred.
    ///
    /// - Parameter width: the width at which lines wrap.
    func shape(
        _ text: String, style: TextStyle, width: Double, lines: Int
    ) -> (text: ShapedText, isShortened: Bool) {
        let text = StyledText(text, letterCase: style.letterCase)
        let layout = unsafe layout(text, style: style, width: width, scale: 1)
        // A negative height counts lines.
        unsafe pango_layout_set_height(layout, -Int32(clamping: lines))
        unsafe pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END)
        let isShortened = unsafe pango_layout_is_ellipsized(layout) != 0
        var style = style
        if style.align == .left, let line = unsafe pango_layout_get_line_readonly(layout, 0),
            unsafe pango_layout_line_get_resolved_direction(line) == PANGO_DIRECTION_RTL
        {
            style.align = .right
        }
        return (
            unsafe ShapedText(taking: layout, text: text, style: style, scale: 1, fonts: fonts), isShortened
        )
    }
}
