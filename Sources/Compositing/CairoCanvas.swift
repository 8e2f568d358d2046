internal import CPangoCairo
internal import Story

/// A bitmap to draw on with cairo.
///
/// Corresponds to `cairo_t` on an image surface.
@safe struct CairoCanvas: ~Copyable {
    let context: OpaquePointer
    private let surface: OpaquePointer
    let area: PixelArea

    /// A transparent canvas for an area of the frame. Drawing uses the frame's coordinates.
    ///
    /// - Throws: ``LayerFailure`` if cairo runs out of memory.
    init(area: PixelArea) throws(LayerFailure) {
        // On failure, cairo returns an object in an error state, not nil; `check` looks at the state.
        unsafe surface = cairo_image_surface_create(
            CAIRO_FORMAT_ARGB32, Int32(clamping: area.width), Int32(clamping: area.height))
        unsafe context = cairo_create(surface)
        self.area = area
        try check()
        unsafe cairo_translate(context, -Double(area.minX), -Double(area.minY))
        unsafe cairo_set_antialias(context, CAIRO_ANTIALIAS_BEST)
    }

    deinit {
        unsafe cairo_destroy(context)
        unsafe cairo_surface_destroy(surface)
    }

    /// Draws the picture of a box in the place of the box.
    ///
    /// - Parameter resolution: pixels of the picture for each unit of the box.
    mutating func draw(
        _ placed: PlacedBitmap, in box: BoxTransform, resolution: Double
    ) throws(LayerFailure) {
        unsafe cairo_save(context)
        apply(box)
        unsafe cairo_scale(context, 1 / resolution, 1 / resolution)
        unsafe cairo_translate(context, Double(placed.x), Double(placed.y))
        try paint(placed.bitmap)
        unsafe cairo_restore(context)
    }

    /// Draws `bitmap` with its upper left corner at 0, 0, one unit for each pixel.
    mutating func paint(_ bitmap: Bitmap) throws(LayerFailure) {
        var pixels = bitmap.pixels
        let status = unsafe pixels.withUnsafeMutableBytes { bytes in
            let source = unsafe cairo_image_surface_create_for_data(
                bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), CAIRO_FORMAT_ARGB32,
                Int32(clamping: bitmap.width), Int32(clamping: bitmap.height),
                Int32(clamping: bitmap.width * 4))
            unsafe cairo_set_source_surface(context, source, 0, 0)
            // Repeats the edge pixels, so that nothing transparent is blended in from beyond the picture's edges.
            unsafe cairo_pattern_set_extend(cairo_get_source(context), CAIRO_EXTEND_PAD)
            unsafe cairo_rectangle(context, 0, 0, Double(bitmap.width), Double(bitmap.height))
            unsafe cairo_fill(context)
            // Releases the source before its memory is released.
            unsafe cairo_set_source_rgba(context, 0, 0, 0, 0)
            // Releases the memory of `pixels`.
            unsafe cairo_surface_finish(source)
            let status = unsafe cairo_surface_status(source)
            unsafe cairo_surface_destroy(source)
            return status
        }
        try Self.check(status)
        try check()
    }

    /// From now on, drawing uses the coordinates of a box.
    func apply(_ box: BoxTransform) {
        unsafe cairo_translate(context, box.position.x, box.position.y)
        if box.radians != 0 { unsafe cairo_rotate(context, box.radians) }
        if box.scale != 1 { unsafe cairo_scale(context, box.scale, box.scale) }
        unsafe cairo_translate(context, -box.pivot.x, -box.pivot.y)
    }

    func setColor(_ color: Color, opaque: Bool = false) {
        unsafe cairo_set_source_rgba(
            context, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255,
            opaque ? 1 : Double(color.alpha) / 255)
    }

    /// Adds a rectangle with rounded corners to the path.
    func addRoundedRectangle(_ box: Rectangle, radius: Double) {
        let r = max(0, min(radius, box.width / 2, box.height / 2))
        let quarter = Double.pi / 2
        unsafe cairo_new_sub_path(context)
        unsafe cairo_arc(context, box.maxX - r, box.minY + r, r, -quarter, 0)
        unsafe cairo_arc(context, box.maxX - r, box.maxY - r, r, 0, quarter)
        unsafe cairo_arc(context, box.minX + r, box.maxY - r, r, quarter, 2 * quarter)
        unsafe cairo_arc(context, box.minX + r, box.minY + r, r, 2 * quarter, 3 * quarter)
        unsafe cairo_close_path(context)
    }

    /// The finished drawing.
    consuming func finish() throws(LayerFailure) -> PlacedBitmap {
        unsafe cairo_surface_flush(surface)
        try check()
        var pixels: [UInt32] = []
        pixels.reserveCapacity(area.width * area.height)
        if let data = unsafe cairo_image_surface_get_data(surface) {
            let stride = unsafe Int(cairo_image_surface_get_stride(surface))
            for row in 0..<area.height {
                let line = unsafe UnsafeRawBufferPointer(start: data + row * stride, count: area.width * 4)
                unsafe pixels.append(contentsOf: line.bindMemory(to: UInt32.self))
            }
        }
        return PlacedBitmap(
            bitmap: Bitmap(width: area.width, height: area.height, pixels: pixels), x: area.minX, y: area.minY
        )
    }

    /// Throws the first error that occurred, which cairo remembers.
    private func check() throws(LayerFailure) {
        try Self.check(unsafe cairo_surface_status(surface))
        try Self.check(unsafe cairo_status(context))
    }

    /// Corresponds to `cairo_status_to_string`.
    private static func check(_ status: cairo_status_t) throws(LayerFailure) {
        if status == CAIRO_STATUS_SUCCESS { return }
        throw .outOfMemory(unsafe String(cString: cairo_status_to_string(status)))
    }
}
