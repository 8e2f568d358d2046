internal import CPangoCairo
internal import Story

extension CairoCanvas {
    /// Adds a shape with rounded corners to the path.
    func add(_ outline: PillOutline) {
        // Approximates a quarter circle by a Bézier curve: 4/3 · (√2 - 1) of the radius.
        let handle = 0.552_284_75
        let corners = outline.corners
        unsafe cairo_new_sub_path(context)
        for (index, corner) in corners.enumerated() {
            let before = corners[(index + corners.count - 1) % corners.count].point
            let after = corners[(index + 1) % corners.count].point
            let start = corner.point.moved(towards: before, by: corner.radius)
            let end = corner.point.moved(towards: after, by: corner.radius)
            let first = start.moved(towards: corner.point, by: corner.radius * handle)
            let second = end.moved(towards: corner.point, by: corner.radius * handle)
            unsafe cairo_line_to(context, start.x, start.y)
            if corner.radius > 0 {
                unsafe cairo_curve_to(context, first.x, first.y, second.x, second.y, end.x, end.y)
            }
        }
        unsafe cairo_close_path(context)
    }

    /// Draws a bitmap that is as large as the canvas.
    ///
    /// - Precondition: `bitmap` has the size of the canvas's area.
    func lay(_ bitmap: Bitmap) throws(LayerFailure) {
        precondition(bitmap.width == area.width && bitmap.height == area.height)
        var pixels = bitmap.pixels
        let status = unsafe pixels.withUnsafeMutableBytes { bytes in
            let source = unsafe cairo_image_surface_create_for_data(
                bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), CAIRO_FORMAT_ARGB32,
                Int32(clamping: bitmap.width), Int32(clamping: bitmap.height),
                Int32(clamping: bitmap.width * 4))
            unsafe cairo_save(context)
            unsafe cairo_identity_matrix(context)
            unsafe cairo_set_source_surface(context, source, 0, 0)
            unsafe cairo_paint(context)
            unsafe cairo_restore(context)
            // Releases the memory of `pixels`.
            unsafe cairo_surface_finish(source)
            let status = unsafe cairo_surface_status(source)
            unsafe cairo_surface_destroy(source)
            return status
        }
        if status != CAIRO_STATUS_SUCCESS {
            throw .outOfMemory(unsafe String(cString: cairo_status_to_string(status)))
        }
    }

    /// Sets a gradient across `box`, as defined by CSS Images 3, section 3.1.
    func setGradient(_ gradient: TextStyle.Gradient, across box: Rectangle) {
        let line = GradientLine(gradient, across: box)
        guard
            let pattern = unsafe cairo_pattern_create_linear(
                line.start.x, line.start.y, line.end.x, line.end.y)
        else { return }
        for (index, color) in gradient.colors.enumerated() {
            unsafe cairo_pattern_add_color_stop_rgba(
                pattern, Double(index) / Double(gradient.colors.count - 1), Double(color.red) / 255,
                Double(color.green) / 255, Double(color.blue) / 255, Double(color.alpha) / 255)
        }
        unsafe cairo_set_source(context, pattern)
        unsafe cairo_pattern_destroy(pattern)
    }
}
